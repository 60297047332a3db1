import Glibc
import Lifecycle
import Media
import MediaWire
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct DecoderStormTests {
  static let good = ["about\nsound 100\nend", "about\nend\nend", "about\nrepeat 20 sound 5000\nend"]
  static let evil =
    DecoderFaultTests.deaths.filter { !$0.steps.contains("silence") }.map(\.steps) + [
      "garbage", "as 1\nabout", "about\nabout", "about\nheader 18 16777217", "exit 0",
      "close-answers\nexit 1",
    ]

  @Test func `after 200 orders of all kinds nothing is left behind`() async throws {
    let seed = UInt64.random(in: .min ... .max)
    var generator = SeededGenerator(seed: seed)
    let stage = try Stage()
    var scripts: [(steps: String, isGood: Bool)] = []
    for _ in 0..<200 {
      let isGood = Bool.random(using: &generator)
      let steps = (isGood ? Self.good : Self.evil).randomElement(using: &generator) ?? ""
      scripts.append((steps, isGood))
    }
    let before = Self.descriptorCount

    try await stage.perform(slots: 2) { decoder in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for script in scripts {
          let file = try stage.file(script.steps)
          group.addTask {
            let isDone = await Self.isDone { try await decoder.decode(file, .everything, into: Keeping()) }
            #expect(isDone == script.isGood, "seed \(seed), \(script.steps)")
          }
        }
        try await group.waitForAll()
      }
    }

    #expect(stage.children.isEmpty, "seed \(seed)")
    // Each order has three or more for itself; other tests of this process have some at any time.
    #expect(await eventually(within: .seconds(30)) { Self.descriptorCount < before + 100 }, "seed \(seed)")
  }

  private static func isDone(_ body: () async throws -> Decoded<Keeping>) async -> Bool {
    do {
      _ = try await body()
      return true
    } catch {
      #expect((error as? MediaError)?.code == .crashed)
      return false
    }
  }

  private static var descriptorCount: Int { (0..<4096).count { fcntl(Int32($0), F_GETFD) >= 0 } }
}
