import Jobs
import TestKit

@testable import StormWorker

/// The runs of a test of faults: a root that leads to children, to work that runs share, and to a finale.
struct StormPlan {
  var runs: [PlannedRun] = []

  /// Runs of twenty tasks each, some of which fail at first or take their time. One run in six comes by a message.
  static func varied(_ count: Int, _ generator: inout SeededGenerator) -> StormPlan {
    var plan = StormPlan(count, children: 16) { order in
      order.lane = ["high", "norm", "norm", "bulk"].randomElement(using: &generator)
      switch Int.random(in: 0..<20, using: &generator) {
      case 0: order.failures = Int.random(in: 1...2, using: &generator)
      case 1...3: order.milliseconds = Int.random(in: 50...400, using: &generator)
      default: break
      }
    }
    for index in plan.runs.indices {
      plan.runs[index].order.shared = (0..<2).map { number in
        "key \(number * 6 + Int.random(in: 0..<6, using: &generator))"
      }
      if index % 6 == 5 { plan.runs[index].message = .make() }
    }
    return plan
  }

  /// Runs whose children `shape` may still change.
  init(_ count: Int, children: Int, _ shape: (inout StormOrder) -> Void = { _ in }) {
    for number in 1...count {
      var order = StormOrder("run \(number)")
      order.children = (1...children).map { child in
        var order = StormOrder("run \(number).\(child)")
        shape(&order)
        return order
      }
      order.hasFinale = true
      runs.append(PlannedRun(subject: "subject \(number)", order: order))
    }
  }

  /// Changes one child.
  mutating func plant(run: Int, child: Int, _ change: (inout StormOrder) -> Void) {
    guard var order = runs[run].order.children?[child] else { return }
    change(&order)
    runs[run].order.children?[child] = order
  }
}

extension Arena {
  func write(_ plan: StormPlan) throws { try journal.write(plan.runs.map { .planned(run: $0) }) }
}
