internal import Foundation

/// What the parts work with: the workers, the program, and folders that are thrown away.
///
/// This process stays small: the kernel takes what it holds for the least that a child held.
struct Bench {
  /// What was asked for.
  let options: Options
  /// Where everything that is made lies until the end.
  let root: URL

  /// Whether sizes are cut, to try the benchmark itself.
  var isSmall: Bool { options.isSmall }

  /// The sizes, of which a trial takes those up to a limit.
  func sizes(_ all: [Int], small limit: Int) -> [Int] {
    isSmall ? all.filter { $0 <= limit } : all
  }

  /// Says how far it is.
  func say(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }

  /// Measures in a process of its own, size by size.
  func worker(_ worker: Worker, _ sizes: [Int]) throws -> [Figure] {
    guard let executable = Bundle.main.executablePath else {
      throw Complaint("cannot find this program itself")
    }
    let child = ChildProcess(
      program: executable, environment: ProcessInfo.processInfo.environment)
    return try sizes.flatMap { size in
      say("\(worker.rawValue) \(size)")
      let outcome = try child.run(["--worker", worker.rawValue, "\(size)"])
      return try JSONDecoder().decode([Figure].self, from: outcome.output)
    }
  }

  /// A new folder.
  func folder(_ name: String) throws -> URL {
    let folder = root.appending(path: "\(name)-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  /// The program, with a library of its own in a folder.
  func rationale(in folder: URL) -> ChildProcess {
    var environment = [
      "HOME": folder.path, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TERM": "xterm-256color",
    ]
    for kind in ["DATA", "STATE", "CONFIG", "CACHE"] {
      environment["XDG_\(kind)_HOME"] = folder.path + "/" + kind.lowercased()
    }
    return ChildProcess(program: options.program, environment: environment)
  }
}
