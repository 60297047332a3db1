import TestKit
import Testing

@testable import Jobs

@Suite struct TraceContextTests {
  private let trace = String(repeating: "ab", count: 16)
  private let span = String(repeating: "cd", count: 8)

  @Test func `a header comes back`() throws {
    for _ in 0..<50 {
      let context = TraceContext()
      #expect(TraceContext("\(context)") == context)
    }
    let parsed = try #require(TraceContext("00-\(trace)-\(span)-00"))
    #expect(parsed.traceID == trace)
    #expect(parsed.spanID == span)
    #expect(!parsed.isSampled)
  }

  @Test func `a child is another span of the same trace`() {
    let context = TraceContext()

    let child = context.child()

    #expect(child.traceID == context.traceID)
    #expect(child.spanID != context.spanID)
    #expect(child.isSampled == context.isSampled)
  }

  @Test func `later versions may say more, this one may not`() {
    #expect(TraceContext("01-\(trace)-\(span)-03-more") != nil)
    #expect(TraceContext("01-\(trace)-\(span)-03")?.isSampled == true)
    #expect(TraceContext("00-\(trace)-\(span)-01-more") == nil)
  }

  @Test func `what is none is refused`() {
    let zeros = String(repeating: "0", count: 32)
    let bad = [
      "", "-", "---", "00-\(trace)-\(span)", "ff-\(trace)-\(span)-01", "0-\(trace)-\(span)-01",
      "00-\(trace.uppercased())-\(span)-01", "00-\(zeros)-\(span)-01", "00-\(trace)-\(zeros.prefix(16))-01",
      "00-\(trace)0-\(span)-01", "00-\(trace)-\(span)-1", "00-\(trace)-\(span)-0g",
      "00-\(trace)-\(span)-01\0",
      "00-\(trace)-\(span)-\u{660}1", "e\u{301}0-\(trace)-\(span)-01", String(repeating: "-", count: 100_000),
      String(repeating: "0", count: 1_000_000),
    ]

    for header in bad { #expect(TraceContext(header) == nil, "\(header.prefix(80))") }
  }

  @Test func `any text is read or refused`() {
    let seed = UInt64.random(in: .min ... .max)
    var generator = SeededGenerator(seed: seed)
    let letters = Array("0123456789abcdef-gF\0é").map(String.init)
    for _ in 0..<2_000 {
      var text = Array("00-\(trace)-\(span)-01").map(String.init)
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        text[.random(in: text.indices, using: &generator)] = letters.randomElement(using: &generator) ?? ""
      }
      guard let context = TraceContext(text.joined()) else { continue }
      #expect(TraceContext("\(context)") == context, "seed \(seed)")
    }
  }
}
