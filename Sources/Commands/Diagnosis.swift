internal import Actions
internal import ChatModel
internal import Foundation
internal import Presentation
internal import Storage
internal import TerminalKit
internal import Workbench

/// What `doctor` finds.
enum Diagnosis {
  /// One thing that was looked at.
  struct Finding: Codable, Hashable {
    enum State: String, Codable, Hashable {
      case fine
      /// It works, and something about it is worth knowing.
      case note
      case wrong
    }

    var what: String
    var state: State
    var text: String
  }

  static func table(_ findings: [Finding]) -> AlignedTable {
    AlignedTable(
      columns: [
        .init(title: "what"), .init(title: ""), .init(title: "finding", shrinks: true, least: 30),
      ],
      rows: findings.map { [$0.what, $0.state.rawValue, $0.text] })
  }

  // MARK: The terminal

  static func terminal(_ report: TerminalReport, in context: CommandContext) -> [Finding] {
    var findings: [Finding] = []
    func add(_ what: String, _ state: Finding.State, _ text: String) {
      findings.append(Finding(what: what, state: state, text: text))
    }
    let named = report.term.isEmpty ? "TERM is not set" : "TERM is \(report.term)"
    switch report.type {
    case nil:
      add("terminal", .note, "\(named), which has no cursor: the screen cannot open there")
    case report.term: add("terminal", .fine, named)
    case let other?: add("terminal", .note, "\(named); it is taken for \(other)")
    }
    if let size = report.size {
      let least = SmallestScreen.size
      let isSmall = size.width < least.width || size.height < least.height
      add(
        "size", isSmall ? .wrong : .fine,
        "\(size.width)x\(size.height)"
          + (isSmall ? ", the screen needs \(least.width)x\(least.height)" : ""))
    }
    let refusal = context.environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    add(
      "colours", .fine,
      report.depth.rawValue
        + (refusal ? ", since NO_COLOR is set; --color always overrules it" : "")
        + (report.depth < report.available && !refusal ? " of \(report.available.rawValue)" : ""))
    let locale = report.locale
    let missing = locale.missing.map { "the locale \($0) is not installed" }
    let instead = missing.map { "; \($0), C.UTF-8 stands in for it" } ?? ""
    add(
      "characters", locale.isUTF8 && missing == nil ? .fine : .note,
      locale.isUTF8
        ? "UTF-8\(instead)"
        : "ASCII only, since \(missing ?? "the locale is not UTF-8"): "
          + "LC_ALL=C.UTF-8 shows all of them")
    if context.environment["TMUX"] != nil {
      add(
        "tmux", .note,
        "a lone Esc waits for tmux's escape-time, 500 ms unless set: set -s escape-time 20")
    }
    return findings
  }

  // MARK: Surroundings

  static func surroundings(of context: CommandContext) -> [Finding] {
    let editor = ExternalEditor(environment: context.environment).command
    let program = String(editor.prefix { !$0.isWhitespace })
    let path = HostTools.path(of: program, environment: context.environment)
    return [
      clipboard(context.environment),
      Finding(
        what: "editor", state: path == nil ? .wrong : .fine,
        text: path.map { "\(editor) (\($0))" }
          ?? "'\(program)' is not found; EDITOR or VISUAL names one that is"),
    ]
  }

  /// How a copied text gets to the clipboard.
  private static func clipboard(_ environment: [String: String]) -> Finding {
    let route = Clipboard.Route.choose(environment: environment) {
      HostTools.path(of: $0, environment: environment)
    }
    let text =
      switch route {
      case .osc52: "by the terminal (OSC 52), which may have it switched off"
      case .tool(let path, _): "with \(path)"
      case .file: "no way; what is copied goes to a file"
      }
    return Finding(what: "clipboard", state: route == .file ? .note : .fine, text: text)
  }

  // MARK: Settings

  static func settings(of context: CommandContext) -> [Finding] {
    var findings: [Finding] = []
    let place = ConfigurationFile.path(
      environment: context.environment, workingDirectory: context.workingDirectory)
    do {
      let config = try context.configuration()
      findings.append(
        Finding(
          what: "config", state: .fine,
          text: config.file ?? "none at \(place ?? "any place"); rationale config prints one"))
      let (bindings, problems) = KeyBindings.meeting(config.screen.keys)
      findings += problems.map { Finding(what: "keys", state: .wrong, text: "\($0)") }
      if problems.isEmpty {
        let isStandard = bindings == .standard
        findings.append(
          Finding(what: "keys", state: .fine, text: isStandard ? "as they come" : "bound anew"))
      }
      let shelf = ThemeShelf(files: context.resources.themes)
      findings.append(theme(config.screen.theme, on: shelf))
    } catch {
      findings.append(Finding(what: "config", state: .wrong, text: "\(error)"))
    }
    return findings
  }

  private static func theme(_ name: String?, on shelf: ThemeShelf) -> Finding {
    do {
      let pick = try shelf.pick(name ?? Theme.dark.name)
      return Finding(
        what: "theme", state: .fine,
        text: "\(pick.theme.name), of \(shelf.names.joined(separator: ", "))")
    } catch {
      return Finding(what: "theme", state: .wrong, text: "\(error)")
    }
  }

  // MARK: The network

  /// The proxies that would be used and the authorities that would be believed.
  static func network(of context: CommandContext) -> [Finding] {
    let environment = context.environment
    let config = try? context.configuration()
    return proxies(environment) + [authorities(Authorities(environment: environment))]
      + (config?.endpoints ?? [:]).sorted { $0.key < $1.key }.compactMap { name, settings in
        settings.caFile.map {
          file($0, what: "certificates", named: "ca_file of [endpoints.\(name)]")
        }
      }
  }

  private static func proxies(_ environment: [String: String]) -> [Finding] {
    let settings = ProxySettings(environment: environment)
    var findings = settings.all.map { scheme, proxy in
      let rest =
        settings.exempt.isEmpty ? "" : ", not for \(settings.exempt.joined(separator: ", "))"
      return Finding(
        what: "proxy", state: .fine,
        text: "\(scheme) goes through \(proxy) (\(proxy.variable))\(rest)")
    }
    if environment["http_proxy"] == nil, environment["HTTP_PROXY"].map({ !$0.isEmpty }) ?? false {
      findings.append(
        Finding(what: "proxy", state: .note, text: "HTTP_PROXY is not read; http_proxy is"))
    }
    return findings.isEmpty
      ? [Finding(what: "proxy", state: .fine, text: "none")] : findings
  }

  private static func authorities(_ authorities: Authorities) -> Finding {
    if let place = authorities.file ?? authorities.directory {
      return file(place, what: "certificates", named: authorities.source ?? "")
    }
    return Authorities.systemFile.map {
      Finding(what: "certificates", state: .fine, text: $0)
    }
      ?? Finding(
        what: "certificates", state: .note,
        text: "none found in the usual places; servers with https need the package ca-certificates")
  }

  private static func file(_ path: String, what: String, named source: String) -> Finding {
    let isReadable = FileManager.default.isReadableFile(atPath: path)
    return Finding(
      what: what, state: isReadable ? .fine : .wrong,
      text: isReadable ? "\(path) (\(source))" : "\(path) cannot be read; \(source) names it")
  }

  // MARK: The library

  static func library(at location: Result<LibraryLocation, any Error>) async -> [Finding] {
    do {
      let location = try location.get()
      guard FileManager.default.fileExists(atPath: location.database) else {
        return [
          Finding(
            what: "library", state: .note,
            text: "\(location.database) is not there yet; the first command makes it")
        ]
      }
      let library = try await Library.open(location)
      defer { library.close() }
      let users = try await library.summaries()
      let fitted = users.count { $0.model != nil }
      return [
        Finding(
          what: "library", state: .fine,
          text: "\(location.database): \(Count.of(users.count, "user")), \(fitted) fitted"),
        mode(of: location.database),
      ]
    } catch {
      return [Finding(what: "library", state: .wrong, text: "\(error)")]
    }
  }

  /// Whether others may read what people were asked and answered.
  private static func mode(of path: String) -> Finding {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    let mode = (attributes?[.posixPermissions] as? NSNumber)?.intValue ?? 0
    let octal = String(mode, radix: 8)
    return mode & 0o077 == 0
      ? Finding(what: "privacy", state: .fine, text: "only you can read the library")
      : Finding(
        what: "privacy", state: .wrong,
        text: "others can read the library (mode \(octal)): chmod 600 '\(path)'")
  }
}
