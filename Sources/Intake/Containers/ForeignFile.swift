/// Files that are no text of records, known by their first bytes, each with the line that helps.
enum ForeignFile {
  private struct Kind {
    var magic: [UInt8]
    var offset = 0
    /// What it is, and what to do; `FILE` stands for the file.
    var words: String

    init(_ magic: String, at offset: Int = 0, _ words: String) {
      self.magic = magic.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
      self.offset = offset
      self.words = words
    }
  }

  private static let pipe = "| rationale import -"

  private static func pandas(_ read: String) -> String {
    "python3 -c \"import pandas, sys; pandas.\(read)('FILE').to_csv(sys.stdout, index=False)\" "
      + pipe
  }

  private static let kinds: [Kind] = [
    Kind("PAR1", "this is Parquet; duckdb -json -c \"select * from 'FILE'\" \(pipe)"),
    Kind("ARROW1", "this is Arrow; \(pandas("read_feather"))"),
    Kind("\u{FF}\u{FF}\u{FF}\u{FF}", "this is an Arrow stream; save it as CSV or Parquet"),
    Kind("FEA1", "this is Feather; \(pandas("read_feather"))"),
    Kind(
      "Obj\u{1}",
      "this is Avro; duckdb -json -c \"install avro; load avro; select * from read_avro('FILE')\" "
        + pipe),
    Kind("ORC", "this is ORC; \(pandas("read_orc"))"),
    Kind(
      "SQLite format 3\0",
      "this is an SQLite database; sqlite3 -json 'FILE' \"select * from TABLE\" \(pipe)"),
    Kind("7z\u{BC}\u{AF}\u{27}\u{1C}", "this is a 7z archive; 7z x -so 'FILE' \(pipe)"),
    Kind("Rar!", "this is a RAR archive; unpack it, and name the file in it"),
    Kind("BZh", "this is packed with bzip2; bzcat 'FILE' \(pipe)"),
    Kind("\u{FD}7zXZ\0", "this is packed with xz; xzcat 'FILE' \(pipe)"),
    Kind("\u{04}\u{22}\u{4D}\u{18}", "this is packed with lz4; lz4cat 'FILE' \(pipe)"),
    Kind("ustar", at: 257, "this is a tar archive; tar -xOf 'FILE' NAME \(pipe)"),
    Kind("%PDF", "this is a PDF; a table in it has to be copied into a CSV first"),
    Kind("\u{89}PNG", "this is a picture, not data"),
    Kind("GIF8", "this is a picture, not data"),
    Kind("\u{FF}\u{D8}\u{FF}", "this is a picture, not data"),
    Kind("WEBP", at: 8, "this is a picture, not data"),
    Kind("\u{89}HDF", "this is HDF5; \(pandas("read_hdf"))"),
    Kind("$FL2", "this is SPSS; \(pandas("read_spss"))"),
    Kind("<stata_dta>", "this is Stata; \(pandas("read_stata"))"),
    Kind(
      "RDX", "this is R data; in R: write.csv(get(load('FILE')), 'rows.csv', row.names = FALSE)"),
    Kind(
      "X\n\0\0", "this is R data; in R: write.csv(readRDS('FILE'), 'rows.csv', row.names = FALSE)"),
    Kind(
      "\u{93}NUMPY",
      "this is a numpy array; save it as CSV, with a column for each role"),
    Kind(
      "\u{D0}\u{CF}\u{11}\u{E0}",
      "this is an old spreadsheet or document; libreoffice --headless --convert-to csv 'FILE'"),
    Kind("version https://git-lfs", "this is a Git LFS pointer, not the file; git lfs pull"),
    Kind("{\\rtf", "this is a rich text document; save it as plain text"),
  ]

  /// What a file is that begins so, and the line that helps; `nil` where it may be text of records.
  static func words(beginning head: [UInt8], file: String) -> String? {
    guard !head.isEmpty else { return "the file is empty" }
    let name = file == "standard input" ? "FILE" : file
    func told(_ words: String) -> String { words.replacing("FILE", with: name) }
    if let kind = kinds.first(where: { kind in
      head.dropFirst(kind.offset).starts(with: kind.magic)
    }) {
      return told(kind.words)
    }
    if head.starts(with: Array("PK".utf8)), head.count > 4, head[2] < 9 { return told(zip(head)) }
    if head.first == 0x80, head.count > 2, 2...5 ~= head[1], head.contains(0) {
      return told("this is a Python pickle; if you trust it, \(pandas("read_pickle"))")
    }
    let text = String(decoding: head.prefix(1024), as: UTF8.self).lowercased()
      .drop { $0.isWhitespace }
    if text.hasPrefix("<!doctype html") || text.hasPrefix("<html") || text.hasPrefix("<head") {
      return "this is a web page, not the file itself; download what its link leads to"
    }
    if text.hasPrefix("<?xml") {
      return "this is XML; turn its records into rows or JSON lines first"
    }
    if head.count < 1024, text.contains("/annex/objects/") || text.contains(".git/annex/") {
      return told("this is a git-annex pointer, not the file; git annex get 'FILE'")
    }
    return nil
  }

  private static func zip(_ head: [UInt8]) -> String {
    let text = String(decoding: head, as: UTF8.self)
    if text.contains("opendocument.spreadsheet") {
      return "this is a spreadsheet; libreoffice --headless --convert-to csv 'FILE'"
    }
    if text.contains("opendocument") || text.contains("word/") {
      return "this is a document; save its table as CSV"
    }
    if text.contains("xl/") || text.contains("[Content_Types].xml") {
      return
        "this is a spreadsheet; save its sheet as CSV, or duckdb -csv -c \"install excel; load "
        + "excel; select * from read_xlsx('FILE')\" \(pipe)"
    }
    return "this is a zip archive; unzip -p 'FILE' NAME \(pipe)"
  }
}
