internal import Foundation

/// Starts a program on a terminal, with the signals of a program that was just started: threads of
/// Dispatch block them and this program ignores some, and neither is meant for another.
enum ChildProcess {
  /// Starts a program in a session of its own, whose controlling terminal is its input, its output
  /// and its errors.
  ///
  /// - Parameters:
  ///   - words: the path of the program, and its arguments.
  ///   - environment: its variables.
  ///   - terminal: the path of the terminal.
  /// - Returns: the process, and 0 or the error number that says why there is none.
  static func start(
    _ words: [String], environment: [String: String], on terminal: String
  ) -> (pid_t, failure: Int32) {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    // The first terminal that a session opens becomes its controlling one, so the program opens it.
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, terminal, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDERR_FILENO)
    var none = sigset_t()
    var all = sigset_t()
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    // 0x80 is POSIX_SPAWN_SETSID, which the import leaves out.
    let flags = Int32(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF) | 0x80
    posix_spawnattr_setflags(&attributes, Int16(flags))
    let arguments = texts(words)
    let variables = texts(environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })
    defer { for text in arguments + variables { free(text) } }
    var child: pid_t = 0
    let failure = posix_spawn(&child, words[0], &actions, &attributes, arguments, variables)
    return (child, failure)
  }

  /// Texts as the system takes them, to be freed.
  private static func texts(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
    texts.map { strdup($0) } + [nil]
  }
}
