internal import Testing

@testable internal import Embeddings

@Suite struct WordPieceTests {
  // The ids are those of the tokenizer published with all-MiniLM-L6-v2.
  @Test(
    arguments: [
      ("A science-fiction novel.", [1037, 2671, 1011, 4349, 3117, 1012]),
      ("Don't over-think it!!", [2123, 1005, 1056, 2058, 1011, 2228, 2009, 999, 999]),
      ("unbelievably heartwarming", [4895, 8671, 2666, 3567, 6321, 2540, 9028, 6562]),
      ("Café déjà vu, naïve Ångström", [7668, 2139, 3900, 24728, 1010, 15743, 17076, 15687]),
      ("STRASSE straße Łódź", [2358, 8180, 3366, 2358, 27807, 17814]),
      (
        "don\u{2019}t \u{201c}quote\u{201d} \u{2014} dash\u{2026}",
        [2123, 1521, 1056, 1523, 14686, 1524, 1517, 11454, 1529]
      ),
      ("日本語のテキスト", [1864, 1876, 1950, 1671, 30239, 30227, 30233, 30240]),
      ("Война и мир", [1182, 14150, 10325, 19865, 1188, 1191, 10325, 16856]),
      (
        "ἀρχή καὶ τέλος",
        [1155, 29732, 29737, 24824, 1164, 14608, 18199, 1174, 29723, 29727, 15297]
      ),
      ("great👍 movie", [100, 3185]),
      ("tab\tand\nline\u{a0}break\u{3000}wide", [21628, 1998, 2240, 3338, 2898]),
      (
        "zero\u{200b}width soft\u{ad}hyphen", [5717, 9148, 11927, 2232, 3730, 10536, 8458, 2368]
      ),
      ("e\u{301}tude \u{1ec7} \u{130}stanbul", [3802, 12672, 1041, 9960]),
      (
        "3.5 stars, 10/10 & $20 (co2)",
        [1017, 1012, 1019, 3340, 1010, 2184, 1013, 2184, 1004, 1002, 2322, 1006, 2522, 2475, 1007]
      ),
      (
        "한국어 영화",
        [
          1469, 30006, 30021, 29991, 30014, 30020, 29999, 30008, 1463, 30010, 30025, 30005, 30012,
        ]
      ),
      ("naïve\u{fffd}text \u{7}bell", [15743, 18209, 4330]),
      ("हिन्दी फ़िल्म", [1339, 29877, 29863, 29861, 29878, 100]),
      ("ＦＵＬＬ width", [100, 9381]),
      ("€5 №7 ½ ™ x²", [1574, 2629, 1578, 2581, 1092, 1580, 1060, 10701]),
      ("tom's rock'n'roll", [3419, 1005, 1055, 2600, 1005, 1050, 1005, 4897]),
      (
        "pneumonoultramicroscopicsilicovolcanoconiosis",
        [
          1052, 2638, 2819, 17175, 11314, 6444, 2594, 7352, 26461, 27572, 11261, 6767, 15472, 6761,
          8663, 10735, 2483,
        ]
      ),
      (
        "the_snake_case user@example.com",
        [1996, 1035, 7488, 1035, 2553, 5310, 1030, 2742, 1012, 4012]
      ),
      ("", []),
      (" \n ", []),
    ] as [(String, [Int])])
  func splitsAsPublished(text: String, ids: [Int]) {
    #expect(WordPiece.bundled.ids(of: text) == ids)
  }

  @Test func aWordOfMoreThanAHundredCharactersIsUnknown() {
    let splitter = WordPiece.bundled
    #expect(splitter.ids(of: String(repeating: "x", count: 101) + " ok") == [100, 7929])
    #expect(splitter.ids(of: String(repeating: "x", count: 100)).count > 1)
    // Characters are counted, not bytes.
    #expect(splitter.ids(of: String(repeating: "ø", count: 100)).count == 100)
  }

  @Test func whatLooksLikeASpecialPieceIsOrdinaryText() {
    let splitter = WordPiece.bundled
    #expect(splitter.ids(of: "[UNK]").count > 1)
    #expect(!splitter.ids(of: "[CLS] [SEP]").contains { $0 < 999 })
  }

  @Test func everyPieceIsFoundUnderItsOwnId() {
    let splitter = WordPiece.bundled
    #expect(splitter.count == 30_522)
    #expect(splitter.unknown == 100)
    for id in stride(from: 0, to: splitter.count, by: 97) {
      #expect(splitter.id(of: splitter.piece(id)) == id)
    }
    #expect(splitter.id(of: "no such piece") == nil)
  }

  @Test func aVocabularyNeedsNoLastLineFeed() {
    let splitter = WordPiece(vocabulary: Array("[UNK]\nsea\n##side\nside".utf8))
    #expect(splitter.ids(of: "Seaside side seas") == [1, 2, 3, 0])
  }
}
