internal import Foundation

/// The folders that come with the program: themes and sample users.
///
/// Looked for, in order: where `RATIONALE_SHARE` says; in `share/rationale` beside the folder of
/// the binary, as `make install` puts it; in the checkout that the binary was built in.
package struct Resources: Sendable {
  private let roots: [URL]

  /// Finds the folders.
  ///
  /// - Parameters:
  ///   - executable: the running binary; links are followed.
  ///   - environment: the environment's variables.
  package init(
    executable: String = Resources.executable,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    var roots: [URL] = []
    if let named = environment["RATIONALE_SHARE"], !named.isEmpty {
      roots.append(URL(fileURLWithPath: named))
    }
    let binary = URL(fileURLWithPath: executable).resolvingSymlinksInPath()
    var folder = binary.deletingLastPathComponent()
    roots.append(folder.deletingLastPathComponent().appendingPathComponent("share/rationale"))
    // A build lies a few folders below the checkout.
    for _ in 0..<6 where folder.path != "/" {
      let manifest = folder.appendingPathComponent("Package.swift").path
      if FileManager.default.fileExists(atPath: manifest) { roots.append(folder) }
      folder = folder.deletingLastPathComponent()
    }
    self.roots = roots
  }

  /// The files of the sample users, in alphabetical order; empty where there are none.
  package var sampleUsers: [String] { files(in: "SampleUsers", ending: "jsonl") }

  /// The theme files, in alphabetical order; empty where there are none.
  package var themes: [String] { files(in: "Themes", ending: "toml") }

  private func files(in folder: String, ending: String) -> [String] {
    for root in roots {
      let path = root.appendingPathComponent(folder).path
      let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
      let fitting = names.filter { $0.hasSuffix(".\(ending)") }.sorted()
      if !fitting.isEmpty { return fitting.map { "\(path)/\($0)" } }
    }
    return []
  }

  /// The path of the running binary, however it was started.
  package static var executable: String {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? CommandLine.arguments.first ?? "rationale"
  }
}
