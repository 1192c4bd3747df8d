internal import ChatModel
internal import Testing

@Suite struct LocalEndpointTests {
  @Test(arguments: [
    "localhost", "LOCALHOST.", "box.local", "127.0.0.1", "127.9.9.9", "10.0.0.7", "192.168.1.5",
    "172.16.0.1", "172.31.255.255", "0.0.0.0", "::1", "[::1]", "::", "fd12::1",
    "fc00::", "fe80::1%eth0", "febf::1", "::ffff:10.1.1.1", "a.localhost",
  ])
  func machinesNearby(host: String) { #expect(Endpoint.isLocal(host: host)) }

  @Test(arguments: [
    "", "api.openai.com", "8.8.8.8", "172.15.0.1", "172.32.0.1", "192.169.0.1", "11.0.0.1",
    "2001:db8::1", "fec0::1", "localhost.example.org", "local.example.org", "10.0.0.7.example.org",
    "notlocal", "::ffff:8.8.8.8", "10.1", "%", "[]",
  ])
  func machinesFarAway(host: String) { #expect(!Endpoint.isLocal(host: host)) }
}
