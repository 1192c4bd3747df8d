internal import Foundation
internal import TerminalKit
internal import Workbench

/// A cockpit on a pseudo-terminal, with what it shows.
///
/// The real program in a process of its own: keys take the way they take from a keyboard, and
/// nothing in the cockpit knows that it is watched.
final class SessionStage {
  private var terminal: PseudoTerminal
  private var feed: FrameFeed
  private let own: OwnTerminal?
  private let folder: String
  private var size: Size
  private let isCancelled: @Sendable () -> Bool

  /// Opens the cockpit.
  ///
  /// - Parameters:
  ///   - library: the file of the library; one of its own with the sample users when `nil`.
  ///   - size: the size to begin with; that of the own terminal where one is given.
  ///   - own: the terminal that shows it all; `nil` where nobody watches.
  ///   - environment: the environment of this process.
  ///   - isCancelled: whether to stop at once.
  init(
    library: String?, size: Size, own: OwnTerminal?, environment: [String: String],
    isCancelled: @escaping @Sendable () -> Bool
  ) throws {
    let folder = NSTemporaryDirectory() + "rationale-session-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    self.folder = folder
    feed = FrameFeed(path: folder + "/frames.jsonl")
    var environment = environment
    environment["RATIONALE_DEBUG_FRAMES"] = feed.path
    if library == nil {
      // Neither what somebody set up nor what they typed before has a part in it.
      for name in ["DATA", "STATE", "CONFIG", "CACHE"] {
        environment["XDG_\(name)_HOME"] = "\(folder)/\(name.lowercased())"
      }
      for name in ["RATIONALE_CONFIG", "OPENAI_BASE_URL", "OPENAI_API_KEY", "OLLAMA_HOST"] {
        environment[name] = nil
      }
    }
    if own == nil {
      environment["TERM"] = "xterm-256color"
      environment["LC_ALL"] = "C.UTF-8"
    }
    self.size = own?.size ?? size
    self.own = own
    self.isCancelled = isCancelled
    terminal = try PseudoTerminal(
      [Resources.executable, "--library", library ?? folder + "/library.sqlite"],
      environment: environment, size: self.size)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// The newest frame.
  var shown: FrameFeed.Shown? { feed.shown }

  func hasEnded() -> Bool { terminal.ending() != nil }

  var isWatched: Bool { own != nil }

  /// Types bytes, without waiting for what becomes of them.
  func type(_ bytes: [UInt8]) { terminal.type(bytes) }

  /// Gives the cockpit another size; where somebody watches, their terminal says how large it is.
  func resize(to size: Size) {
    guard own == nil else { return }
    self.size = size
    terminal.resize(to: size)
  }

  /// Shows what the cockpit writes within some time; whether it wrote anything.
  func pass(milliseconds: Int) throws -> Bool {
    if isCancelled() { throw CancellationError() }
    if own?.typed()?.contains(0x03) ?? false { throw CancellationError() }
    return forward(milliseconds)
  }

  private func forward(_ milliseconds: Int) -> Bool {
    let bytes = terminal.output(within: milliseconds)
    if own != nil {
      own?.show(bytes)
      let wanted = own?.size ?? size
      if wanted != size { terminal.resize(to: wanted) }
      size = wanted
    }
    return !bytes.isEmpty
  }

  /// Waits until what was typed has been dealt with, as far as one can tell from outside.
  func settle() throws {
    var quiet = 300
    while try pass(milliseconds: quiet), !hasEnded() { quiet = 40 }
    _ = feed.update()
  }

  /// Shows what happens for a while.
  func watch(seconds: Double) throws {
    let end = Self.now + seconds
    while Self.now < end, !hasEnded() { _ = try pass(milliseconds: 20) }
    _ = feed.update()
  }

  /// Waits until something holds, at most for a while; whether it does.
  func wait(
    seconds: Double, until condition: (FrameFeed.Shown) -> Bool
  ) throws -> Bool {
    let end = Self.now + seconds
    while true {
      _ = feed.update()
      if let shown = feed.shown, condition(shown) { return true }
      guard Self.now < end, !hasEnded() else { return false }
      _ = try pass(milliseconds: 20)
    }
  }

  /// Hands the keyboard to whoever watches, until they end the cockpit.
  ///
  /// - Parameter hear: gets what they type.
  func lend(_ hear: (_ bytes: [UInt8], _ size: Size) -> Void = { _, _ in }) throws {
    while !hasEnded() {
      if isCancelled() { throw CancellationError() }
      guard let bytes = own?.typed() else { return }
      if !bytes.isEmpty { terminal.type(bytes) }
      hear(bytes, size)
      _ = forward(10)
    }
    while forward(20) {}
  }

  /// Ends the cockpit and shows how it gives the screen back.
  func end() {
    terminal.terminate()
    let end = Self.now + 5
    while !hasEnded(), Self.now < end { _ = forward(20) }
    while forward(20) {}
  }

  private static var now: Double { Double(DispatchTime.now().uptimeNanoseconds) / 1e9 }
}
