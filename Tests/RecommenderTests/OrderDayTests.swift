import FoundationEssentials
import Jobs
import Models
import Testing

@testable import Recommender

@Suite struct OrderDayTests {
  private static func order(_ day: String?) -> Result<Order, Order.Refusal> {
    Order.read(RunToConclude(run: "\(RunID.make())", subject: "tiktok:anna", day: day))
  }

  @Test(
    arguments: [
      (nil, "2026-11-20T00:00:00Z", "2026-11-20"), ("2026-11-20", "2026-11-20T03:10:00Z", "2026-11-20"),
      ("2026-11-20", "2026-11-21T23:59:59Z", "2026-11-20"),
      ("2026-11-20", "2026-11-22T00:00:00Z", "2026-11-22"),
      ("2026-11-20", "2026-11-19T23:00:00Z", "2026-11-19"),
      ("9999-12-31", "2026-11-20T00:00:00Z", "2026-11-20"),
    ] as [(String?, String, String)])
  func `a night's list is of its night, unless it waited for longer`(
    night: String?, now: String, day: String
  ) throws {
    let order = try Self.order(night).get()

    #expect("\(order.day(at: try Date(now, strategy: .iso8601)))" == day)
  }

  @Test func `what is no day is refused`() {
    #expect(throws: Order.Refusal.self) { try Self.order("tomorrow").get() }
  }
}
