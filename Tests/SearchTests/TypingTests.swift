import Testing

@testable import Search

@Suite struct TypingTests {
  @Test(arguments: [
    ("balroom", "ballroom", 1), ("danc", "dance", 1), ("dnace", "dance", 1), ("dense", "dance", 2),
    ("dance", "dance", 0),
    ("chroeography", "choreography", 1),
  ])
  func `errors are letters that are missing, too many, wrong or swapped`(
    typed: String, meant: String, errors: Int
  ) {
    #expect(Typing.errors(from: typed, to: meant, atMost: 2) == errors)
    #expect(Typing.errors(from: typed, to: meant, atMost: errors - 1) == nil)
  }

  @Test func `short words may have one error, those of two letters none`() {
    #expect(Typing.meant(by: "danse", among: ["dance", "dense", "tense"], atMost: 5) == ["dance", "dense"])
    #expect(Typing.meant(by: "ab", among: ["abc"], atMost: 5) == [])
    #expect(
      Typing.meant(by: "balroon", among: ["bassoons", "ballroom", "balloon"], atMost: 5) == [
        "balloon", "ballroom",
      ])
  }
}
