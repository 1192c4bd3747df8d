internal import Glibc

/// Ways to the clipboard of the person at the terminal.
public enum Clipboard {
  /// How a text gets there.
  public enum Route: Sendable, Hashable {
    /// By the terminal itself, with the sequence OSC 52.
    case osc52(wrapping: Wrapping)
    /// By a program that reads the text from its input.
    case tool(path: String, arguments: [String])
    /// Not at all: the text goes to a file.
    case file

    /// The way for a process with this environment.
    ///
    /// Over ssh a program would succeed, into the clipboard of the wrong machine: there the terminal
    /// is asked, which sits where the person does.
    ///
    /// - Parameters:
    ///   - environment: The variables of the process.
    ///   - findTool: The path of a program, `nil` when there is none.
    public static func choose(
      environment: [String: String], findTool: (String) -> String?
    ) -> Route {
      func isSet(_ name: String) -> Bool { environment[name]?.isEmpty == false }
      let wrapping: Wrapping = isSet("TMUX") ? .tmux : isSet("STY") ? .screen : .none
      let terminal = TerminalEnvironment(term: environment["TERM"] ?? "")
      // The linux console and other old ones would print the text, or hang on it.
      let byTerminal: Route =
        wrapping != .none || terminal.isXtermLike ? .osc52(wrapping: wrapping) : .file
      if isSet("SSH_TTY") || isSet("SSH_CONNECTION") { return byTerminal }
      for (variable, name, arguments) in tools where variable.map(isSet) ?? true {
        if let path = findTool(name) { return .tool(path: path, arguments: arguments) }
      }
      return byTerminal
    }

    /// The same for a text: one that is too long for the terminal goes to a file.
    public func fitting(_ text: String) -> Route {
      if case .osc52 = self, Clipboard.base64Length(text.utf8.count) > Clipboard.limit {
        return .file
      }
      return self
    }

    /// Programs with the variable that says that they have a display, and what makes them copy.
    private static let tools: [(variable: String?, name: String, arguments: [String])] = [
      ("WAYLAND_DISPLAY", "wl-copy", []),
      ("DISPLAY", "xclip", ["-selection", "clipboard"]),
      ("DISPLAY", "xsel", ["--clipboard", "--input"]),
      (nil, "pbcopy", []),
    ]
  }

  /// What stands between us and the terminal.
  public enum Wrapping: Sendable, Hashable {
    /// Nothing.
    case none
    /// tmux.
    case tmux
    /// GNU screen.
    case screen
  }

  /// The most bytes of base64 that every terminal takes: 100,000 for the whole sequence in some, less
  /// the wrapping, which is the limit others settled on.
  public static let limit = 74_994

  /// Bytes of a string that GNU screen passes on; its oldest versions stop at 256.
  private static let screenChunk = 240

  /// The sequence that copies a text, `nil` when it is too long.
  ///
  /// The text is in it as base64 only, so nothing it contains can be obeyed.
  public static func sequence(for text: String, wrapping: Wrapping) -> [UInt8]? {
    let data = base64(Array(text.utf8))
    guard data.count <= limit else { return nil }
    // A bell ends it: the other end, ESC \, would end the wrapping too.
    let plain = Array("\u{1B}]52;c;".utf8) + data + [0x07]
    switch wrapping {
    case .none:
      return plain
    case .tmux:
      // By default tmux drops both: the plain one passes where `set-clipboard` is on, the wrapped one
      // where `allow-passthrough` is on or tmux is older than 3.3. Nobody can ask which, and the same
      // text twice does no harm.
      return plain + Array("\u{1B}Ptmux;\u{1B}".utf8) + plain + Array("\u{1B}\\".utf8)
    case .screen:
      var wrapped: [UInt8] = []
      for start in stride(from: 0, to: plain.count, by: screenChunk) {
        wrapped += Array("\u{1B}P".utf8)
        wrapped += plain[start..<min(start + screenChunk, plain.count)]
        wrapped += Array("\u{1B}\\".utf8)
      }
      return wrapped
    }
  }

  /// The path of a program in the folders of `PATH`; relative folders are left out.
  public static func findTool(_ name: String, path: String) -> String? {
    for folder in path.split(separator: ":") where folder.hasPrefix("/") {
      let candidate = "\(folder)/\(name)"
      var status = stat()
      if stat(candidate, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
        access(candidate, X_OK) == 0
      {
        return candidate
      }
    }
    return nil
  }

  static func base64Length(_ bytes: Int) -> Int { (bytes + 2) / 3 * 4 }

  static func base64(_ bytes: [UInt8]) -> [UInt8] {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var result: [UInt8] = []
    result.reserveCapacity(base64Length(bytes.count))
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var value: UInt32 = 0
      for index in 0..<3 {
        value = value << 8 | (start + index < bytes.count ? UInt32(bytes[start + index]) : 0)
      }
      for index in 0..<4 {
        let digit = digits[Int(value >> (18 - 6 * UInt32(index)) & 63)]
        result.append(index <= group.count ? digit : 0x3D)
      }
    }
    return result
  }
}
