package import ChatModel
internal import Foundation

/// Reads keys from where they are.
package struct KeyReader: Sendable {
  package var environment: [String: String]
  /// How long a command may take, in seconds.
  package var patience = 10.0

  /// The key; `nil` where none is needed.
  ///
  /// - Throws: `ConfigError` that says what is missing, never what was found.
  package func key(_ source: KeySource) async throws -> APIKey? {
    switch source {
    case .none: nil
    case .environment(let variable): try variableKey(variable)
    case .file(let path): try fileKey(path)
    case .command(let command, let place): try await commandKey(command, place: place)
    }
  }

  private func variableKey(_ variable: String) throws -> APIKey {
    guard let text = environment[variable], !text.allSatisfy(\.isWhitespace) else {
      throw ConfigError(
        file: variable, message: "this variable should hold the key, and is not set; export it")
    }
    return try checked(text, variable)
  }

  private func fileKey(_ path: String) throws -> APIKey {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw ConfigError(
        file: path,
        message: "the key file cannot be read: \(String(cString: strerror(errno)))")
    }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw ConfigError(file: path, message: "the key file is no plain file")
    }
    guard status.st_mode & 0o077 == 0 else {
      throw ConfigError(
        file: path,
        message: "others may read this key file; type: chmod 600 \(ShellWord.quoted(path))")
    }
    guard let data = try? handle.read(upToCount: Self.longest + 1) else {
      throw ConfigError(file: path, message: "the key file cannot be read")
    }
    return try checked(String(decoding: data, as: UTF8.self), path)
  }

  private func commandKey(_ command: String, place: String) async throws -> APIKey {
    let outcome = await KeyCommand.run(
      command, environment: environment, patience: patience, limit: Self.longest + 1)
    try Task.checkCancellation()
    switch outcome {
    case .finished(let bytes): return try checked(String(decoding: bytes, as: UTF8.self), place)
    case .failed(let status):
      throw ConfigError(
        file: place, message: "key_command ended with exit code \(status); try it in a shell")
    case .tooSlow:
      throw ConfigError(
        file: place,
        message: "key_command took more than \(Int(patience)) s; try it in a shell")
    case .notStarted(let reason):
      throw ConfigError(file: place, message: "key_command cannot be started: \(reason)")
    }
  }

  private static let longest = 16384

  /// A key goes into a header, so it is one line of plain ASCII.
  private func checked(_ text: String, _ place: String) throws -> APIKey {
    if text.utf8.count <= Self.longest, let key = APIKey(text) { return key }
    let message =
      switch APIKey.problem(with: text) {
      case .empty: "the key is empty"
      case .quoted: "the key has a quote at its end, which is none of it; take the quotes away"
      case .lineBreak: "the key is broken by a line break; write it on one line, and nothing else"
      case .prefixed: "a word stands before the key, such as Bearer; leave only the key"
      case .strange, nil: "this is no key: a key is one line of plain ASCII without spaces"
      }
    throw ConfigError(file: place, message: message)
  }
}
