internal import ChatModel
internal import Foundation
internal import TOMLReading

extension Configuration {
  /// Reads a config.
  ///
  /// - Parameters:
  ///   - toml: the text.
  ///   - file: what errors call it; relative paths in it are taken from its folder.
  ///   - home: what `~` means.
  /// - Throws: `ConfigError` with the line. It repeats no value, since one may be a key.
  package init(toml: String, file: String, home: String? = nil) throws {
    let table: TOMLTable
    do {
      table = try TOMLTable(toml)
    } catch {
      throw ConfigError(
        file: file, line: error.line,
        message: "this is not TOML (column \(error.column)); texts stand in quotes, "
          + "tables in [brackets], and no name comes twice")
    }
    let reader = ConfigurationReader(file: file, home: home, lines: TOMLLines(toml))
    try reader.read(table, into: &self)
    self.file = file
  }
}

/// Turns tables into settings and knows the line of what is wrong.
private struct ConfigurationReader {
  let file: String
  let home: String?
  let lines: TOMLLines

  func read(_ table: TOMLTable, into config: inout Configuration) throws {
    let root = Section(table, path: [], reader: self)
    try root.check(
      [
        "model", "endpoint", "endpoints", "budget", "fit", "prices", "prompts", "screen", "keys",
      ])
    config.model = try root.text("model")
    for name in try root.names(of: "endpoints") {
      config.endpoints[name] = try endpoint(try root.section("endpoints", name), name: name)
    }
    config.endpoint = try root.text("endpoint")
    if let named = config.endpoint, config.endpoints[named] == nil, BaseURL(named) == nil {
      throw root.error(
        "endpoint", "neither a table [endpoints.NAME] of this file is called so nor is it a URL")
    }
    if let budget = try root.section("budget") {
      try budget.check(["run", "day"])
      config.runBudget = try budget.budget("run")
      config.dayBudget = try budget.budget("day")
    }
    if let fit = try root.section("fit") {
      try fit.check(["concurrency", "queries_per_call", "window"])
      config.fit.concurrency = try fit.count("concurrency", 1...64) ?? config.fit.concurrency
      config.fit.queriesPerCall =
        try fit.count("queries_per_call", 1...20) ?? config.fit.queriesPerCall
      if let window = try fit.text("window") {
        guard let scope = FitScope(window) else {
          throw fit.error("window", "'window' is \(FitScope.forms), in quotes")
        }
        config.fit.scope = scope
      }
    }
    for model in try root.names(of: "prices") {
      config.prices[model] = try price(try root.section("prices", model))
    }
    if let screen = try root.section("screen") {
      try read(screen, into: &config.screen)
    }
    if let keys = try root.section("keys") {
      config.screen.keys = try keys.names.map { name in
        let place = keys.error(name, "")
        return Configuration.KeyWish(
          name: name, keys: try keys.keyNames(name), file: place.file, line: place.line)
      }
    }
    if let prompts = try root.section("prompts") {
      try prompts.check(["folder"])
      config.promptFolder = try prompts.path("folder")
    }
  }

  private func read(
    _ section: Section, into screen: inout Configuration.ScreenSettings
  ) throws {
    try section.check(["theme", "color", "ascii", "mouse"])
    screen.theme = try section.text("theme").map { $0.hasSuffix(".toml") ? absolute($0) : $0 }
    if let color = try section.text("color") {
      guard Configuration.ScreenSettings.colors.contains(color) else {
        let names = Configuration.ScreenSettings.colors.joined(separator: ", ")
        throw section.error("color", "'color' is one of \(names)")
      }
      screen.color = color
    }
    screen.isASCII = try section.flag("ascii") ?? false
    screen.takesMouse = try section.flag("mouse") ?? false
  }

  private func endpoint(
    _ section: Section, name: String
  ) throws -> Configuration.EndpointSettings {
    guard !name.isEmpty, !name.contains(where: { "/: \t".contains($0) }), name != "built-in" else {
      throw section.error(nil, "the name of an endpoint is one word such as work")
    }
    try section.check(
      [
        "url", "key_env", "key_file", "key_command", "headers", "model", "api_version",
        "embeddings", "ca_file", "timeout", "connect_timeout", "context",
      ])
    guard let text = try section.text("url") else {
      throw section.error(nil, "an endpoint needs url = \"https://…/v1\"")
    }
    guard let url = BaseURL(text) else { throw section.error("url", "this \(BaseURL.complaint)") }
    var endpoint = Configuration.EndpointSettings(url: url)
    endpoint.key = try key(section)
    endpoint.headers = try headers(section)
    endpoint.model = try section.text("model")
    endpoint.apiVersion = try section.text("api_version")
    endpoint.embeddings = try section.text("embeddings")
    endpoint.caFile = try section.path("ca_file")
    endpoint.timeout = try section.seconds("timeout")
    endpoint.connectTimeout = try section.seconds("connect_timeout")
    endpoint.context = try section.count("context", 256...100_000_000)
    return endpoint
  }

  private func key(_ section: Section) throws -> KeySource {
    let named = ["key_env", "key_file", "key_command"].filter { section.has($0) }
    if named.count > 1 {
      throw section.error(named[1], "an endpoint has one key: leave out \(named[0]) or this")
    }
    if let variable = try section.text("key_env") {
      // Not repeated: whoever mistakes this place writes the key itself here.
      guard variable.wholeMatch(of: /[A-Z_][A-Z0-9_]*/) != nil else {
        throw section.error(
          "key_env",
          "key_env is the name of a variable, in capitals such as WORK_API_KEY, and never the key")
      }
      return .environment(variable: variable)
    }
    if section.has("key_file") {
      guard let path = try section.path("key_file"), path.contains("/") else { return .none }
      return .file(path: path)
    }
    if let command = try section.text("key_command") {
      return .command(command, place: section.place("key_command"))
    }
    return .none
  }

  private func headers(_ section: Section) throws -> [String: String] {
    guard let headers = try section.section("headers") else { return [:] }
    var result: [String: String] = [:]
    for name in headers.names {
      guard name.wholeMatch(of: /[A-Za-z0-9!#$%&'*+.^_`|~-]+/) != nil else {
        throw headers.error(name, "this is no name of a header")
      }
      if ConfigurationReader.isSecret(header: name) {
        throw headers.error(name, ConfigurationReader.keyRefusal)
      }
      if ["host", "content-length", "transfer-encoding"].contains(name.lowercased()) {
        throw headers.error(name, "'\(name)' is written for each request; leave it out")
      }
      guard let value = try headers.text(name),
        value.unicodeScalars.allSatisfy({ (0x20...0x7E).contains($0.value) })
      else { throw headers.error(name, "a header is one line of plain ASCII") }
      result[name] = value
    }
    return result
  }

  private func price(_ section: Section) throws -> Price {
    try section.check(["input", "cached", "output", "as_of"])
    guard let input = try section.dollars("input"), let output = try section.dollars("output")
    else {
      throw section.error(nil, "a price needs input and output, in US dollars a million tokens")
    }
    return Price(
      input: input, cachedInput: try section.dollars("cached"), output: output,
      asOf: try section.day("as_of") ?? "")
  }

  /// What is said of a key in the file; it does not repeat it.
  static let keyRefusal = """
    a key does not belong into this file, which may be copied and shown; take it out, and name a \
    variable that holds it (key_env = "WORK_API_KEY"), a file (key_file = "~/.config/…", mode \
    600), or a command that prints it (key_command = "pass show work")
    """

  static func isSecret(setting name: String) -> Bool {
    let plain = name.lowercased().filter { $0.isLetter }
    return [
      "key", "apikey", "token", "apitoken", "accesstoken", "bearer", "secret", "password",
      "authorization", "auth",
    ].contains(plain)
  }

  static func isSecret(header name: String) -> Bool {
    let name = name.lowercased()
    return isSecret(setting: name) || name.contains("authorization") || name.contains("cookie")
      || name.contains("api-key") || name.contains("apikey") || name.contains("token")
      || name.contains("secret")
  }

  /// An absolute path: `~` is the home, and what is relative lies beside the file.
  func absolute(_ path: String) -> String {
    if path.hasPrefix("~/"), let home { return home + path.dropFirst(1) }
    if path.hasPrefix("/") { return path }
    return file.lastIndex(of: "/").map { String(file[...$0]) + path } ?? path
  }
}

/// A table with its place in the file.
private struct Section {
  let table: TOMLTable
  let path: [String]
  let reader: ConfigurationReader

  init(_ table: TOMLTable, path: [String], reader: ConfigurationReader) {
    (self.table, self.path, self.reader) = (table, path, reader)
  }

  var names: [String] { table.keys.sorted() }

  func has(_ name: String) -> Bool { table[name] != nil }

  func check(_ known: [String]) throws {
    for name in names where !known.contains(name) {
      if ConfigurationReader.isSecret(setting: name) {
        throw error(name, ConfigurationReader.keyRefusal)
      }
      let place = path.isEmpty ? "the config" : "[\(path.joined(separator: "."))]"
      throw error(name, "'\(name)' is unknown; \(place) has \(known.joined(separator: ", "))")
    }
  }

  /// The names of the tables within a table of tables.
  func names(of name: String) throws -> [String] { try section(name)?.names ?? [] }

  func section(_ name: String) throws -> Section? {
    guard let value = table[name] else { return nil }
    guard let inner = value.table else { throw error(name, "'\(name)' is a table") }
    return Section(inner, path: path + [name], reader: reader)
  }

  func section(_ name: String, _ inner: String) throws -> Section {
    guard let outer = try section(name), let found = try outer.section(inner) else {
      throw error(name, "'\(name)' is a table of tables")
    }
    return found
  }

  func text(_ name: String) throws -> String? {
    guard let value = table[name] else { return nil }
    guard let text = value.string else { throw error(name, "'\(name)' is a text in quotes") }
    guard text.contains(where: { !$0.isWhitespace }) else {
      throw error(name, "'\(name)' is empty; leave it out instead")
    }
    return text
  }

  func path(_ name: String) throws -> String? {
    guard let text = try text(name) else { return nil }
    // Not repeated: whoever mistakes this place writes the key itself here.
    guard text.hasPrefix("/") || text.hasPrefix("~/") || text.hasPrefix("./") else {
      throw error(name, "'\(name)' is a path that begins with /, ~/ or ./")
    }
    return reader.absolute(text.hasPrefix("./") ? String(text.dropFirst(2)) : text)
  }

  func count(_ name: String, _ range: ClosedRange<Int>) throws -> Int? {
    guard let value = table[name] else { return nil }
    guard let number = value.int, range.contains(number) else {
      throw error(
        name, "'\(name)' is a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  func flag(_ name: String) throws -> Bool? {
    guard let value = table[name] else { return nil }
    guard let flag = value.bool else { throw error(name, "'\(name)' is true or false") }
    return flag
  }

  /// The names of keys: one in quotes, a list of them, or `"none"`.
  func keyNames(_ name: String) throws -> [String] {
    guard let value = table[name] else { return [] }
    if let text = value.string { return text == "none" ? [] : [text] }
    let list = value.array ?? []
    let names = list.compactMap(\.string)
    guard value.array != nil, names.count == list.count else {
      throw error(
        name, "'\(name)' is a key in quotes such as \"ctrl-t\", a list of them, or \"none\"")
    }
    return names
  }

  func dollars(_ name: String) throws -> Double? {
    guard let value = table[name] else { return nil }
    guard let number = value.double ?? value.int.map(Double.init), (0...1e6).contains(number)
    else {
      throw error(name, "'\(name)' is a number of US dollars a million tokens, up to 1000000")
    }
    return number
  }

  func seconds(_ name: String) throws -> Double? {
    guard let value = table[name] else { return nil }
    let text = value.string ?? value.int.map { "\($0)" } ?? value.double.map { "\($0)" }
    guard let seconds = text.flatMap(DurationText.limit) else {
      throw error(name, "'\(name)' is \(DurationText.forms), in quotes")
    }
    return seconds
  }

  func day(_ name: String) throws -> String? {
    guard let value = table[name] else { return nil }
    guard let text = value.string ?? value.date,
      text.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}/) != nil
    else {
      throw error(name, "'\(name)' is a day such as \"2026-11-21\"")
    }
    return text
  }

  func budget(_ name: String) throws -> Budget.Limit? {
    guard let value = table[name] else { return nil }
    let text = value.string ?? value.double.map { "\($0)" } ?? value.int.map { "\($0)" }
    guard let limit = text.flatMap(Budget.Limit.init) else {
      throw error(name, "'\(name)' is \(Budget.Limit.forms), in quotes")
    }
    return limit
  }

  func place(_ name: String) -> String { error(name, "").place }

  func error(_ name: String?, _ message: String) -> ConfigError {
    ConfigError(
      file: reader.file, line: reader.lines.line(of: path + (name.map { [$0] } ?? [])),
      message: message)
  }
}
