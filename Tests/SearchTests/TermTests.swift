import Testing
import Text

@testable import Search

@Suite struct TermTests {
  @Test func `a run of a script without spaces is every pair of its characters, and the last one`() {
    #expect(Term.pairs(of: "踊って") == ["踊っ", "って", "て"])
    #expect(Term.pairs(of: "猫") == ["猫"])
  }

  @Test(arguments: [
    ("Straße", ["strasse"]), ("DANÇA até o chão", ["danca", "ate", "o", "chao"]),
    ("ｄａｎｃｅ 𝐝𝐚𝐧𝐜𝐞", ["dance", "dance"]), ("lo-fi r&b", ["lo", "fi", "r", "b"]),
  ])
  func `words are compared without case, accents and styles of letters`(text: String, words: [String]) {
    #expect(Text.pieces(of: text) == words.map { .word($0) })
  }

  @Test func `words, runs, tags and mentions come in their order`() {
    let pieces = Text.pieces(of: "New 踊ってみた #KpopDance by @Anna.x http://a.example/b 💃")

    #expect(
      pieces == [
        .word("new"), .dense("踊ってみた"), .tag("KpopDance"), .word("by"), .mention("anna.x"), .word("💃"),
      ])
  }

  @Test func `nothing in a term can end its quotation`() {
    let term = Term.word("a'b\\c\u{0}\nd e")

    #expect(term == "abcde" && Term.quoted(term) == "'abcde'")
  }

  @Test func `a tag is there as a whole, in one word and in its words, and once`() {
    var parts = TagParts()
    let video = SearchableVideo(caption: "#KpopDance", hashtags: ["kpopdance", "#踊ってみた"])

    let document = Document(video, split: &parts)

    #expect(
      document.vector
        == "'#kpopdance':1A 'kpopdance':1A 'kpop':1A 'dance':2A '#踊ってみた':3A '踊ってみた':3A '踊っ':3A 'って':4A 'てみ':5A 'みた':6A 'た':7A"
    )
    #expect(document.words == ["kpop", "dance", "kpopdance", "踊ってみた"])
  }

  @Test func `an author is there by handle and by name, apart from the caption`() {
    var parts = TagParts()
    let video = SearchableVideo(caption: "Hi", stickers: ["wow"], handle: "anna.b", author: "Änna")

    let vector = Document(video, split: &parts).vector

    #expect(vector == "'hi':1B 'wow':12D '@anna.b':23C 'anna':23C 'b':24C 'anna':35C")
  }

  @Test func `an endless caption makes a bounded document`() {
    var parts = TagParts()
    let caption = String(repeating: "word ", count: 100_000)

    let document = Document(SearchableVideo(caption: caption), split: &parts)

    #expect(document.vector.utf8.count < 200_000 && document.words == ["word"])
  }

  @Test func `long numbers are no words, nor are more than a bounded number of one video learnt`() {
    var parts = TagParts()
    let numbers = Document(SearchableVideo(caption: "tango 12345678 123456789 a1b2c3d4e5"), split: &parts)
    let alphabet = Array("abcdefghijklmnopqrstuvwxyz")
    let pairs = alphabet.flatMap { first in alphabet.map { "w\(first)\($0)" } }
    let many = Document(SearchableVideo(caption: pairs.joined(separator: " ")), split: &parts)

    #expect(numbers.words.isSuperset(of: ["tango", "12345678"]) && !numbers.words.contains("123456789"))
    #expect(numbers.words.allSatisfy { $0.count <= 8 } && many.words.count == 400)
  }
}
