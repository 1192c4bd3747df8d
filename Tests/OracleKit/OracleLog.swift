internal import Foundation
internal import Synchronization

/// What all conversations of an oracle share.
final class OracleLog: Sendable {
  private struct State {
    var behaviour: OracleBehaviour
    var calls: [OracleCall] = []
    var chats = 0
    /// Which forgetting the calls follow, so that a late one finds that its place is gone.
    var epoch = 0
    var beginnings: Set<UInt64> = []
  }

  /// The place of a call in the log.
  struct Place: Sendable {
    var index: Int
    var epoch: Int
    /// The number of a chat, from 1; 0 for other requests.
    var chat: Int
  }

  private let state: Mutex<State>
  private let start = DispatchTime.now().uptimeNanoseconds

  init(_ behaviour: OracleBehaviour) {
    state = Mutex(State(behaviour: behaviour))
  }

  var behaviour: OracleBehaviour {
    get { state.withLock { $0.behaviour } }
    set { state.withLock { $0.behaviour = newValue } }
  }

  var calls: [OracleCall] { state.withLock { $0.calls } }

  /// Seconds since the oracle began.
  var now: Double { Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9 }

  func reset() {
    state.withLock { state in
      (state.calls, state.chats, state.beginnings) = ([], 0, [])
      state.epoch += 1
    }
  }

  /// Sets a knob by its name.
  func set(_ name: String, to value: String) -> Bool {
    state.withLock { $0.behaviour.set(name, to: value) }
  }

  func begin(_ call: OracleCall) -> Place {
    state.withLock { state in
      let isChat = call.path.hasSuffix("/chat/completions")
      state.chats += isChat ? 1 : 0
      state.calls.append(call)
      return Place(
        index: state.calls.count - 1, epoch: state.epoch, chat: isChat ? state.chats : 0)
    }
  }

  func update(_ place: Place, _ change: (inout OracleCall) -> Void) {
    state.withLock { state in
      guard state.epoch == place.epoch else { return }
      change(&state.calls[place.index])
    }
  }

  /// The tokens of a prompt that an earlier one began with, as providers count what they had in
  /// their cache: from 1024 on, in steps of 128.
  func cachedTokens(of prompt: String) -> Int {
    var beginnings: [UInt64] = []
    var hash = Hash()
    for (index, byte) in prompt.utf8.enumerated() {
      hash.add(byte)
      if index + 1 >= 4096, (index + 1).isMultiple(of: 512) { beginnings.append(hash.value) }
    }
    return state.withLock { state in
      let known = beginnings.prefix { state.beginnings.contains($0) }.count
      state.beginnings.formUnion(beginnings)
      return known == 0 ? 0 : 1024 + (known - 1) * 128
    }
  }
}

/// The FNV-1a hash of bytes, the same in every process.
struct Hash {
  /// The hash so far.
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  /// Adds a byte.
  mutating func add(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x100_0000_01b3
  }

  /// The hash of some bytes.
  static func of(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash = Hash()
    for byte in bytes { hash.add(byte) }
    return hash.value
  }
}
