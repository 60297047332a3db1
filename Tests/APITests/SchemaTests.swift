import Documents
import Testing

@testable import API

@Suite struct SchemaTests {
  private static let schema: Schema = .object([
    .required("handles", .array(.string(1...5), count: 1...3)),
    .optional("lane", .choice(["high", "norm"])),
    .optional("rate", .number(0...1).orNull),
    .optional("count", .integer(1...9)),
    .optional("inner", .object([.required("id", .uuid)]).named("Inner")),
  ])

  private static func faults(_ text: String) throws -> [Fault] {
    schema.faults(in: try JSONReader.read(Array(text.utf8)))
  }

  @Test func `however many members are unknown, only so many are looked at`() {
    let schema = Schema.object([.required("handle", .string()), .optional("lane", .string())])
    let value = JSONValue.object((0..<100_000).map { ("member\($0)", .int($0)) })

    #expect(schema.faults(in: value).count == Fault.limit)
  }

  @Test(arguments: [
    #"{"handles":["a"]}"#, #"{"handles":["a","b","12345"],"lane":"high","rate":null,"count":1.0}"#,
    #"{"handles":["😀😀😀😀😀"],"rate":1,"inner":{"id":"0190a7c4-2f5e-7aaa-8bbb-0123456789ab"}}"#,
  ])
  func `what fits has no faults`(text: String) throws {
    #expect(try Self.faults(text) == [])
  }

  @Test func `all that is wrong is told at once, with the place of each`() throws {
    let faults = try Self.faults(
      #"{"handels":[],"lane":"hgih","rate":2,"count":1.5,"inner":{"id":"x","a/b~é":1}}"#)

    #expect(
      faults.map(\.place) == [
        .body("#/handels"), .body("#/lane"), .body("#/rate"), .body("#/count"), .body("#/inner/id"),
        .body("#/inner/a~1b~0%C3%A9"), .body("#/handles"),
      ])
    #expect(faults[0].detail == "there is no such member; did you mean \"handles\"?")
    #expect(faults[1].detail == "it is none of high, norm; did you mean high?")
    #expect(faults[6].detail == "it is missing; expected a list")
  }

  @Test func `lists and texts have their bounds`() throws {
    let few = try Self.faults(#"{"handles":[]}"#)
    let many = try Self.faults(#"{"handles":["","123456",1,null]}"#)

    #expect(few == [Fault(.body("#/handles"), "it has 0 elements; at least 1 are needed")])
    #expect(
      many.map(\.place) == [
        .body("#/handles"), .body("#/handles/0"), .body("#/handles/1"), .body("#/handles/2"),
        .body("#/handles/3"),
      ])
  }

  @Test func `of a value that is wrong everywhere so many faults are told and no more`() {
    let schema = Schema.array(.boolean)

    let faults = schema.faults(in: .array(Array(repeating: 1, count: 100_000)))

    #expect(faults.count == Fault.limit)
  }

  @Test func `of several schemas the one that nearly fits is meant`() {
    let schema = Schema.either([
      .object([.required("handle", .string(1...3))]),
      .object([.required("a", .boolean), .required("b", .boolean), .required("c", .boolean)]),
    ])

    #expect(schema.faults(in: ["handle": "abcd"]).map(\.place) == [.body("#/handle")])
    #expect(schema.faults(in: ["handle": "abc"]).isEmpty)
  }

  @Test func `formats are checked`() {
    func isFine(_ schema: Schema, _ text: String) -> Bool { schema.faults(in: .string(text)).isEmpty }

    #expect(isFine(.moment, "2026-11-20T08:00:00Z") && !isFine(.moment, "2026-11-20 08:00"))
    #expect(isFine(.day, "2024-02-29") && !isFine(.day, "2026-02-29") && !isFine(.day, "2026-2-1"))
    #expect(isFine(.numericID, "7300000000000000001") == false && isFine(.numericID, "123456789012345678"))
    #expect(!isFine(.numericID, "012") && !isFine(.numericID, "-1") && !isFine(.numericID, ""))
    #expect(!isFine(.uuid, "0190a7c4-2f5e-7aaa-8bbb-0123456789ag"))
  }

  @Test func `it prints itself as JSON Schema`() {
    var components: [String: Schema] = [:]

    let document = Self.schema.document(&components)

    #expect(
      document == [
        "type": "object",
        "properties": [
          "handles": [
            "type": "array", "items": ["type": "string", "minLength": 1, "maxLength": 5], "minItems": 1,
            "maxItems": 3,
          ],
          "lane": ["type": "string", "enum": ["high", "norm"]],
          "rate": ["type": ["number", "null"], "minimum": .double(0), "maximum": .double(1)],
          "count": ["type": "integer", "minimum": 1, "maximum": 9],
          "inner": ["$ref": "#/components/schemas/Inner"],
        ], "required": ["handles"], "additionalProperties": false,
      ])
    #expect(components.keys.sorted() == ["Inner"])
  }

  @Test func `a pattern matches what its expression says`() throws {
    let patterns: [Pattern] = [.uuid, .date, .number, Pattern(.text("a.b-"), .of("a-z_.-", 0...4))]
    let texts = [
      "", "a", "a.b-", "a.b-x_.-", "axb-", "a.b-xxxxx", "2026-11-20", "2026-1-20", "17", "017",
      "1234567890123456789", "0190a7c4-2f5e-7aaa-8bbb-0123456789ab", "0190a7c4-2f5e-7aaa-8bbb-0123456789ab0",
    ]

    for pattern in patterns {
      let expression = try Regex(pattern.expression)
      for text in texts {
        let isMatch = text.wholeMatch(of: expression) != nil
        #expect(pattern.matches(text) == isMatch, "\(pattern.expression) \(text)")
      }
    }
  }
}
