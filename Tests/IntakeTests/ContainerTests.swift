internal import Testing

@testable internal import Intake

@Suite struct ContainerTests {
  private func container(_ text: String) throws -> Container {
    try ContainerFinder.container(beginning: Array(text.utf8)[...], isWhole: true, file: "f")
  }

  @Test(arguments: [
    (#"{"a": 1}"# + "\n" + #"{"a": 2}"#, Container.lines), (#"{"user": "A"#, .lines),
    ("x\n{\"user\": 1}\n", .lines), ("  [{\"a\": 1}]", .list(path: [])),
    (#"{"data": [{"a": 1}, {"a": 2}]}"#, .list(path: ["data"])),
    (#"{"meta": {"n": 1}, "result": {"rows": [{"a": [{}]}]}}"#, .list(path: ["result", "rows"])),
    (#"{"user": "A", "history": [{"query": "q", "response": "r"}]}"#, .lines),
    ("{\n  \"a\": 1\n}\n{\n  \"a\": 2\n}\n", .objects),
  ])
  func jsonIsKnownByItsBrackets(text: String, found: Container) throws {
    #expect(try container(text) == found)
  }

  @Test(arguments: [
    ("user,text\na,b\nc,d\n", ",", true, ["user", "text"]),
    ("Nutzer;Text\na;b, c\nd;e\n", ";", true, ["Nutzer", "Text"]),
    ("a\tb\n1\t2\n", "\t", true, ["a", "b"]),
    ("1|x y|3\n2|z, w|4\n", "|", false, ["column 1", "column 2", "column 3"]),
    ("1::2::3\n1::5::4\n", "::", false, ["column 1", "column 2", "column 3"]),
    ("user,user,\na,b,c\nd,e,f\n", ",", true, ["user", "user (2)", "column 3"]),
  ])
  func tablesAreKnownByTheirRows(
    text: String, delimiter: String, hasHeader: Bool, columns: [String]
  ) throws {
    guard case .table(let form) = try container(text) else {
      Issue.record("no table")
      return
    }
    #expect(form.delimiter == Array(delimiter.utf8) && form.hasHeader == hasHeader)
    #expect(form.columns == columns)
  }

  @Test(arguments: ["", "  \n ", "just a line of prose", "[1, 2]", "[]", "[[1, 2]]"])
  func whatIsNoneIsSaid(text: String) {
    #expect(throws: RecordMistake.self) { try container(text) }
  }

  @Test(arguments: [
    ("PAR1\u{15}", "this is Parquet; duckdb -json -c \"select * from 'x'\" | rationale import -"),
    ("ARROW1\0\0", "Arrow"), ("Obj\u{1}avro", "Avro"), ("ORC\u{1}", "ORC"),
    ("PK\u{3}\u{4}[Content_Types].xml xl/workbook.xml", "spreadsheet"),
    ("PK\u{3}\u{4}mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "libreoffice"),
    ("PK\u{3}\u{4}data.csv", "unzip -p 'x'"), ("SQLite format 3\0", "sqlite3 -json"),
    ("BZh91AY", "bzcat 'x'"), ("%PDF-1.7", "PDF"), ("<!DOCTYPE html>\n<html>", "web page"),
    ("\n <html lang=en>", "web page"), ("<?xml version=\"1.0\"?><a/>", "XML"),
    ("version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "git lfs pull"),
    ("/annex/objects/SHA256E-s1--0.csv\n", "git annex get 'x'"), ("GIF89a", "picture"),
    ("", "the file is empty"), ("$FL2@(#)", "SPSS"),
  ])
  func otherFilesAreNamedWithTheLineThatHelps(head: String, words: String) throws {
    let found = try #require(ForeignFile.words(beginning: Array(head.utf8), file: "x"))
    #expect(found.contains(words), "\(found)")
  }

  @Test func bytesAreKnownToo() throws {
    for (head, words) in [
      ([0xFD] + Array("7zXZ".utf8) + [0], "xzcat"), ([0x80, 4, 0x95, 0, 0], "pickle"),
      ([0x93] + Array("NUMPY".utf8), "numpy"), ([0x89] + Array("PNG".utf8), "picture"),
    ] as [([UInt8], String)] {
      #expect(ForeignFile.words(beginning: head, file: "x")?.contains(words) == true)
    }
    #expect(ForeignFile.words(beginning: Array("user,text\n".utf8), file: "x") == nil)
  }

  @Test func aListInAnObjectIsReadWithItsLines() throws {
    let scratch = try IntakeScratch()
    let text =
      "{\"task\": \"x\",\n \"data\": [\n  {\"user\": \"A\", \"query\": \"q]\", \"response\": \"r\"},\n"
      + "  {\"user\": \"B\", \"query\": , \"response\": \"r\"},\n  {\"user\": \"C\", \"query\": \"q\", \"response\": \"r\"}\n]}"
    let outcome = try scratch.outcome(text, "o.json")
    #expect(outcome.people.map(\.name) == ["A", "C"])
    #expect(outcome.problems == ["o.json:4: element 2: not JSON at byte 24: a value was expected"])
    #expect(outcome.plan?.file.around.map(\.key) == ["task"])
  }
}
