internal import TerminalKit
internal import Testing

@testable import Actions
@testable import Commands
@testable import Presentation
@testable import Workbench

@Suite struct SessionScriptTests {
  @Test func aFileIsReadLineByLine() throws {
    let script = try SessionScript(
      """
      # A tutorial
      size 120x36

        ctrl-q
      type "a \\"b\\" \\\\"\t
      paste "one\\ntwo"
      wait "⇒ 2"
      expect "日本"
      ?
      """)
    #expect(
      script.steps == [
        .init(line: 2, action: .size(Size(width: 120, height: 36))),
        .init(line: 4, action: .key(.ctrl("q"))), .init(line: 5, action: .type("a \"b\" \\")),
        .init(line: 6, action: .paste("one\ntwo")), .init(line: 7, action: .wait("⇒ 2")),
        .init(line: 8, action: .expect("日本")), .init(line: 9, action: .key(.text("?"))),
      ])
    #expect(script.firstSize == Size(width: 120, height: 36))
    #expect(try SessionScript("esc").firstSize == Size(width: 80, height: 24))
  }

  @Test(arguments: [
    ("ctrl-enter", "no key"), ("hello", "no key"), ("wheel-up", "no key"), ("type", "quotes"),
    ("type hello", "quotes"), ("type \"", "quotes"), ("type \"a\"b\"", "quotes"),
    ("type \"a\\\"", "quotes"), ("type \"a\\x\"", "quotes"), ("expect \"\"", "quotes"),
    ("size 80", "size"), ("size 80x", "size"), ("size 0x24", "size"), ("size 80x24x2", "size"),
  ])
  func aLineWithoutSenseIsNamed(line: String, reason: String) {
    let mistake = #expect(throws: SessionScript.Mistake.self) {
      try SessionScript("# first\n\n\(line)\nesc")
    }
    #expect(mistake?.line == 3)
    #expect(mistake?.description.contains(reason) == true)
  }

  @Test func whatIsWrittenIsReadAsTheSame() throws {
    let actions: [SessionScript.Action] = [
      .key(.ctrl("@")), .key(.altEnter), .key(.text(" ")), .key(.text("\"")), .key(.function(12)),
      .type("\"\\n\\"), .paste("a\nb"), .wait("# no comment"), .expect(" blanks "),
      .size(Size(width: 1, height: 1)),
    ]
    let text = actions.map { "\($0)\n" }.joined()
    #expect(try SessionScript(text).steps.map(\.action) == actions)
    // A line that is one sign would be a comment.
    #expect(
      try SessionScript("\(SessionScript.Action.key(.text("#")))").steps.map(\.action)
        == [.type("#")])
  }
}

@Suite struct KeyBytesTests {
  private static let keys: [Key] =
    "aZ?é日".map(Key.text) + (1...12).map(Key.function)
    + "abcdefghjklnopqrstuvwxyz@\\]^_".map(Key.ctrl)
    + [
      .alt("b"), .alt("."), .enter, .altEnter, .tab, .backtab, .backspace, .delete, .insert, .up,
      .down, .left, .right, .wordLeft, .wordRight, .home, .end, .pageUp, .pageDown,
      .paste("two\nlines"),
    ]

  /// What is sent for a key is what a keyboard sends.
  @Test(arguments: keys)
  func theDecoderReadsTheSameKey(key: Key) throws {
    var decoder = KeyDecoder()
    #expect(decoder.feed(try #require(key.bytes)) == [key])
    #expect(!decoder.isPending)
  }

  @Test func escapeIsAByteThatWaits() throws {
    var decoder = KeyDecoder()
    #expect(decoder.feed(try #require(Key.escape.bytes)).isEmpty)
    #expect(decoder.flush() == [.escape])
  }

  @Test func aPasteCannotEndItself() throws {
    var decoder = KeyDecoder()
    let bytes = try #require(Key.paste("a\u{1B}[201~q").bytes)
    #expect(decoder.feed(bytes) == [.paste("a[201~q")])
  }
}

@Suite struct SessionRecorderTests {
  private let size = Size(width: 80, height: 24)

  @Test func whatIsTypedBecomesAFile() throws {
    var recorder = SessionRecorder(size: size)
    for bytes in ["/", "ott", "\r", "\u{1B}", "", "\u{1B}[200~x\ny\u{1B}[201~", "\u{1B}OB\u{11}"] {
      recorder.take(Array(bytes.utf8), size: size)
    }
    recorder.take([], size: Size(width: 60, height: 20))
    #expect(
      recorder.text == """
        size 80x24
        type "/ott"
        enter
        esc
        paste "x\\ny"
        down
        ctrl-q
        size 60x20

        """)
    // It can be played.
    #expect(try SessionScript(recorder.text).steps.count == 8)
  }

  @Test func aSequenceMayComeInPieces() {
    var recorder = SessionRecorder(size: size)
    for byte in Array("\u{1B}[5~é".utf8) { recorder.take([byte], size: size) }
    #expect(recorder.text == "size 80x24\npgup\né\n")
  }

  @Test func reportsOfTheMouseAreNoKeys() {
    var recorder = SessionRecorder(size: size)
    recorder.take(Array("\u{1B}[<0;3;4M\u{1B}[I".utf8), size: size)
    #expect(recorder.text == "size 80x24\n")
  }
}
