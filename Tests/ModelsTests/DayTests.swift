import FoundationEssentials
import Testing

@testable import Models

@Suite struct DayTests {
  @Test(arguments: [
    "0001-01-01", "1600-02-29", "1969-12-31", "1970-01-01", "2024-02-29", "2026-11-20", "9999-12-31",
  ])
  func `a day is read as it is written`(text: String) throws {
    let day = try #require(Day(text))

    #expect("\(day)" == text && Day(day.start) == day && Day(number: day.number) == day)
  }

  @Test(
    arguments: [
      "", "2026-2-30", "2026-02-30", "2025-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-01-00",
      "2026-01-32", "0000-01-01", "-026-01-01", "2026/01/01", "2026-01-01T", "２０２６-01-01", "+026-01-01",
    ])
  func `what is no day is none`(text: String) { #expect(Day(text) == nil) }

  @Test func `days follow each other, each of 24 hours of UTC`() throws {
    let first = try #require(Day("2023-12-30"))

    let texts = (0..<3).map { "\(first.adding($0))" }
    let last = first.adding(1).start.addingTimeInterval(-0.001)

    #expect(texts == ["2023-12-30", "2023-12-31", "2024-01-01"])
    #expect(Day(last) == first && Day(first.start) == first && first < first.adding(1))
    #expect(first.start == (try Date("2023-12-30T00:00:00Z", strategy: .iso8601)))
  }

  @Test func `moments out of all time are brought into it`() {
    #expect("\(Day(Date.distantFuture.addingTimeInterval(1e15)))" == "9999-12-31")
    #expect("\(Day(Date.distantPast.addingTimeInterval(-1e15)))" == "0001-01-01")
    #expect("\(Day(Date(timeIntervalSince1970: .nan)))" == "1970-01-01")
    #expect("\(Day(number: .max))" == "9999-12-31")
  }

  @Test func `every day of four centuries has its own text, in order`() throws {
    let start = try #require(Day("1900-01-01"))
    let texts = (0..<146_097).map { "\(start.adding($0))" }

    #expect(zip(texts, texts.dropFirst()).allSatisfy { $0 < $1 } && texts.last == "2299-12-31")
  }
}
