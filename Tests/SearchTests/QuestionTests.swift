import TestKit
import Testing

@testable import Search

@Suite struct QuestionTests {
  @Test func `words, phrases, tags, authors and what is not wanted are told apart`() throws {
    let question = try Question(
      "Tanz \"slow  motion\" #KPop @Anna.B -ballett -#fyp -@bob -\"long take\" lo-fi")

    #expect(
      question.clauses.map(\.pieces) == [
        [.word("tanz")], [.word("slow"), .word("motion")], [.word("lo"), .word("fi")],
      ])
    #expect(question.clauses.map(\.isQuoted) == [false, true, false])
    #expect(question.names == ["#kpop", "@anna.b"])
    #expect(question.unwanted.map(\.pieces) == [[.word("ballett")], [.word("long"), .word("take")]])
    #expect(question.unwantedNames == ["#fyp", "@bob"])
  }

  @Test func `a quotation that nobody ends goes to the end`() throws {
    #expect(try Question("a \"b c").clauses.map(\.pieces) == [[.word("a")], [.word("b"), .word("c")]])
  }

  @Test(arguments: ["!!! ...", "\"\"", "- -", "#", "@ @@", "\u{0}\u{1}\u{7f}", "。。。"])
  func `only signs are refused`(text: String) {
    #expect(throws: SearchError(.badQuestion, "there is no word in the question, only signs")) {
      try Question(text)
    }
  }

  @Test func `nothing is a question about nothing, which filters may answer`() throws {
    #expect(try Question("  ").isEmpty)
  }

  @Test(arguments: [String(repeating: "a", count: 10_000), String(repeating: "e\u{301}", count: 251)])
  func `what is too long is refused`(text: String) {
    #expect(throws: SearchError(.badQuestion, "the question is longer than 500 characters; say less")) {
      try Question(text)
    }
  }

  @Test func `too many words are refused`() {
    let text = (1...17).map { "w\($0)" }.joined(separator: " ")
    #expect(throws: SearchError(.badQuestion, "these are 17 words and phrases; at most 16 are looked for")) {
      try Question(text)
    }
  }

  @Test func `two words are also looked for as one, and one as the words that it consists of`() throws {
    let two = try Question("kpop dance").expressions()
    let one = try Question("kpopdance").expressions()

    #expect(two.phrase == "'kpop' <1> 'dance'")
    #expect(two.all == "(('kpop') | ('kpopdance')) & (('dance') | ('kpopdance'))")
    #expect(one.all == "('kpopdance') | ('kpop' <1> 'dance')", "\(one.all ?? "")")
  }

  @Test func `a run is looked for by its pairs, and one character by how terms begin`() throws {
    #expect(try Question("踊って dance").expressions().phrase == "'踊っ' <-> 'って' <2> 'dance'")
    #expect(try Question("猫").expressions().all == "'猫':*")
  }

  @Test func `a run of four characters may have one wrong one`() throws {
    let similar = try Question("踊ってみ").expressions().sought[0].similar

    // Without the first, the second, the third and the last character.
    #expect(
      similar
        == "(('って') & ('てみ')) | ('てみ') | ('踊っ') | (('踊っ') & ('って'))")
  }

  @Test func `names and what is not wanted hold for every kind of answer`() throws {
    let expressions = try Question("a -b #t").expressions()

    #expect(expressions.conditioned(expressions.any) == "('a') & (('#t') & (!('b')))")
  }

  @Test func `random bytes make a question or an error, and never anything but terms`() throws {
    let seed: UInt64 = 77
    var generator = SeededGenerator(seed: seed)
    let alphabet = Array("ab'\\\"&|!()<->:*#@- \u{0}\u{301}猫💃ß\u{202e}".unicodeScalars)
    for _ in 0..<2_000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...40, using: &generator) {
        text.append(alphabet[Int.random(in: 0..<alphabet.count, using: &generator)])
      }
      guard let question = try? Question(String(text)) else { continue }
      let expressions = question.expressions()
      let whole = [expressions.phrase, expressions.any, expressions.allButOne, expressions.condition]
      for expression in whole.compactMap(\.self) {
        #expect(Self.isWellFormed(expression), "seed \(seed): \(expression)")
      }
    }
  }

  /// Outside of quotations there are only the signs of the language; quotations hold no quote, backslash or control.
  private static func isWellFormed(_ expression: String) -> Bool {
    var isQuoted = false
    for scalar in expression.unicodeScalars {
      if scalar == "'" {
        isQuoted.toggle()
      } else if isQuoted {
        if scalar == "\\" || scalar.value < 0x20 { return false }
      } else if !"&|!()<->:* 12".unicodeScalars.contains(scalar) {
        return false
      }
    }
    return !isQuoted
  }
}
