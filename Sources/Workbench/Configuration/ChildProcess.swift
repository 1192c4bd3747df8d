package import Foundation

/// Starts other programs, with the signals of a program that was just started: threads of Dispatch
/// block them and this program ignores some, and neither is meant for another.
package enum ChildProcess {
  /// What a standard stream of the program is.
  package enum Stream {
    /// The same as ours.
    case ours
    /// A descriptor; an earlier stream of the program by its number.
    case descriptor(Int32)
    /// A file that is opened for it.
    case file(String, Int32)

    /// Nothing to read.
    package static let noInput = Stream.file("/dev/null", O_RDONLY)
    /// Nobody reads it.
    package static let noOutput = Stream.file("/dev/null", O_WRONLY)
  }

  /// Whom the keyboard's signals reach it with.
  package enum Group {
    /// Ours: ^C is for both.
    case ours
    /// One of its own: what the keyboard sends to us is not for it.
    case own
    /// A session of its own; the first terminal that it opens becomes its controlling one.
    case session
  }

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - words: the path of the program, and its arguments.
  ///   - environment: its variables; ours where `nil`.
  /// - Returns: the process, and 0 or the error number that says why there is none.
  package static func start(
    _ words: [String], environment: [String: String]? = nil, input: Stream = .ours,
    output: Stream = .ours, errors: Stream = .ours, group: Group
  ) -> (pid_t, failure: Int32) {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    for (number, stream) in [input, output, errors].enumerated() {
      switch stream {
      case .ours: break
      case .descriptor(let descriptor):
        posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(number))
      case .file(let path, let mode):
        posix_spawn_file_actions_addopen(&actions, Int32(number), path, mode, 0)
      }
    }
    var none = sigset_t()
    var all = sigset_t()
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    var flags = Int32(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF)
    switch group {
    case .ours: break
    case .own:
      posix_spawnattr_setpgroup(&attributes, 0)
      flags |= Int32(POSIX_SPAWN_SETPGROUP)
    // POSIX_SPAWN_SETSID, which the import leaves out.
    case .session: flags |= 0x80
    }
    posix_spawnattr_setflags(&attributes, Int16(flags))
    let arguments = texts(words)
    let variables = environment.map { environment in
      texts(environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })
    }
    defer { for text in arguments + (variables ?? []) { free(text) } }
    var child: pid_t = 0
    let failure =
      variables.map { posix_spawn(&child, words[0], &actions, &attributes, arguments, $0) }
      ?? posix_spawn(&child, words[0], &actions, &attributes, arguments, environ)
    return (child, failure)
  }

  /// Texts as the system takes them, to be freed.
  private static func texts(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
    texts.map { strdup($0) } + [nil]
  }
}
