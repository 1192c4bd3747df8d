internal import Foundation
internal import Testing

@testable internal import Intake

@Suite struct ByteSourceTests {
  let scratch: IntakeScratch

  init() throws { scratch = try IntakeScratch() }

  private static let table = "user,text,stars\nAda,Fine kettle,5\nBo,It leaks,1\n"

  private func text(_ data: Data, encoding: TextEncoding? = nil) throws -> String {
    let source = try ByteSource(try scratch.write(data, "f"), encoding: encoding)
    let reader = try ByteReader(source)
    var bytes: [UInt8] = []
    // Little room, so that characters and members fall across its end.
    var room = [UInt8](repeating: 0, count: 9)
    while true {
      let count = try room.withUnsafeMutableBytes { try reader.read(into: $0) }
      if count == 0 { break }
      bytes += room[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: [
    // Two members each: the head and Ada, and Bo.
    "GZIP", "ZSTD",
  ])
  func packedFilesAreUnpacked(kind: String) throws {
    let data = try #require(Data(base64Encoded: kind == "GZIP" ? Self.gzip : Self.zstd))
    #expect(try text(data) == Self.table)
    #expect(try scratch.outcome(data, "f.csv.gz").people.map(\.name) == ["Ada", "Bo"])
  }

  @Test func aPackedFileThatEndsTooEarlyIsNamed() throws {
    let data = try #require(Data(base64Encoded: Self.gzip)).dropLast(12)
    #expect { try text(Data(data)) } throws: { "\($0)".contains("ends too early") }
    var broken = try #require(Data(base64Encoded: Self.gzip))
    broken[20] ^= 0xFF
    #expect(throws: ImportProblem.self) { try text(broken) }
  }

  @Test func otherSpellingsAreRead() throws {
    let text = "user;Größe 😀\nAda;“x”\n"
    for (encoding, mark) in [
      (String.Encoding.utf16LittleEndian, [0xFF, 0xFE] as [UInt8]),
      (.utf16BigEndian, [0xFE, 0xFF]), (.utf8, [0xEF, 0xBB, 0xBF]), (.utf8, []),
      (.utf16LittleEndian, []), (.utf16BigEndian, []),
    ] {
      let data = Data(mark) + (text.data(using: encoding) ?? Data())
      #expect(try self.text(data) == text, "\(encoding) \(mark)")
    }
    let latin = Data("C".utf8) + [0xF4] + Data("te ".utf8) + [0x93, 0x94, 0x80]
    #expect(try self.text(latin, encoding: .latin1) == "Côte “”€")
    #expect(
      try scratch.outcome(latin + Data(",b\nc,d\n".utf8), "l.csv").problems.first
        == "l.csv:1: byte 2 of the line is not UTF-8; save the file as UTF-8, or say --encoding latin1 "
        + "if it is Latin-1")
  }

  @Test(arguments: [
    ("latin1", TextEncoding.latin1), ("ISO-8859-1", .latin1), ("Windows-1252", .latin1),
    ("UTF-16", .utf16LittleEndian), ("utf8", .utf8), ("klingon", nil),
  ])
  func encodingsHaveNames(name: String, encoding: TextEncoding?) {
    #expect(TextEncoding(name: name) == encoding)
  }

  @Test func whatIsNoFileIsNamed() throws {
    #expect { _ = try ByteSource(scratch.folder) } throws: { "\($0)".contains("this is a folder") }
    #expect { _ = try ByteSource(scratch.folder + "/none") } throws: {
      "\($0)".hasSuffix("No such file or directory")
    }
  }

  @Test func aPipeIsReadTwice() throws {
    let pipe = scratch.folder + "/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    Thread.detachNewThread {
      FileHandle(forWritingAtPath: pipe)?.write(Data(Self.table.utf8))
    }
    let source = try ByteSource(pipe)
    #expect(source.size == Self.table.utf8.count)
    for _ in 0..<2 {
      var reader = try RecordReader(
        source, .table(TableForm(delimiter: [44], hasHeader: true, columns: ["a", "b", "c"])),
        halt: Halt())
      var count = 0
      while try reader.next() != nil { count += 1 }
      #expect(count == 2)
    }
  }

  @Test func aSilentPipeIsLeft() async throws {
    let pipe = scratch.folder + "/silent"
    #expect(mkfifo(pipe, 0o600) == 0)
    // Held open for both, so that it neither ends nor blocks.
    let held = open(pipe, O_RDWR)
    defer { close(held) }
    let task = Task { try await Halt.reading { halt in _ = try ByteSource(pipe, halt: halt) } }
    try await Task.sleep(for: .milliseconds(50))
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test func validTextIsKnownAsSwiftKnowsIt() {
    let pieces: [[UInt8]] = [
      Array("abc".utf8), Array("é€😀".utf8), [0xC0, 0xAF], [0xED, 0xA0, 0x80],
      [0xF4, 0x90, 0x80, 0x80],
      [0x80], [0xE2, 0x82], [0xF0, 0x9F], [0xFF], Array(String(repeating: "x", count: 40).utf8),
    ]
    for one in pieces {
      for two in pieces {
        let bytes = one + two + Array("e".utf8)
        // Room for looks beyond the end.
        let (valid, _) = (bytes + [UInt8](repeating: 0, count: 64)).withUnsafeBufferPointer {
          $0.baseAddress.map { UTF8Check.scan($0, count: bytes.count) } ?? (0, false)
        }
        #expect((valid == bytes.count) == (String(validating: bytes, as: UTF8.self) != nil))
      }
    }
  }

  private static let gzip =
    "H4sIAAAAAAACAystTi3SKUmtKNEpLkksKuZyTEnUccvMS1XITi0pyUnVMeUCAIzVYSsiAAAAH4sIAAAA"
    + "AAACA3PK1/EsUchJTcwu1jHkAgDtQVeIDgAAAA=="
  private static let zstd =
    "KLUv/QRYEQEAdXNlcix0ZXh0LHN0YXJzCkFkYSxGaW5lIGtldHRsZSw1CvZ4pnsotS/9BFhxAABCbyxJ"
    + "dCBsZWFrcywxChVG3HY="
}
