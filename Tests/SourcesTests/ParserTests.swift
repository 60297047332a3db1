import Testing

@testable import Sources

@Suite struct ParserTests {
  @Test(arguments: [
    "{}", "[]", " [ 1 , -2.5e3 , \"x\\\"y\" , true , null , { \"a\" : [ ] } ] ", "[NaN,Infinity,-Infinity]",
    String(repeating: "[", count: 64) + String(repeating: "]", count: 64),
  ])
  func `reads what is JSON, and what Python writes for it`(text: String) throws {
    #expect(throws: Never.self) { try value(text) }
  }

  @Test(arguments: [
    ("[1 2]", 3, "there is neither a comma nor the end of the list"),
    ("{\"a\":1", 6, "the file ends within it"), ("{\"a\" 1}", 5, "there is no colon behind a key"),
    ("{a:1}", 1, "there is no key"), ("[1,]", 3, "there is no value"), ("[\"abc", 1, "a string does not end"),
    ("[tru]", 1, "there is a word that JSON does not know"),
    ("{\"a\":1]", 6, "there is neither a comma nor the end of the object"),
    (String(repeating: "[", count: 65), 64, "it is nested more than 64 deep"), ("-", 1, "there is no value"),
  ])
  func `says where and why something is not JSON`(text: String, offset: Int, reason: String) {
    #expect {
      try value(text)
    } throws: { error in
      (error as? Flaw)?.offset == offset && (error as? Flaw)?.reason == reason
    }
  }

  @Test func `keeps a record of more values than it may have out of memory`() {
    let text = "[" + String(repeating: "1,", count: Parser.nodeLimit) + "1]"

    #expect(throws: Flaw.self) { try value(text) }
  }

  @Test func `does not take a hundred thousand nested lists for a reason to crash`() {
    let file = read(String(repeating: "[", count: 100_000))

    #expect(file.rejections.count == 1)
  }
}
