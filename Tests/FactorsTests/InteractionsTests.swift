import Testing

@testable import Factors

@Suite struct InteractionsTests {
  @Test func `rows ascend, and what stands there twice is one`() throws {
    let entries = [
      Interaction(user: 1, item: 4, weight: 2), Interaction(user: 0, item: 3), Interaction(user: 1, item: 0),
      Interaction(user: 1, item: 4, weight: 0.5),
    ]

    let interactions = try Interactions(entries, userCount: 3, itemCount: 5)

    #expect(interactions.count == 3)
    #expect(interactions.byUser[1] == [Weighted(0), Weighted(4, weight: 2.5)])
    #expect(interactions.byUser[2].isEmpty)
    #expect(interactions.byItem[4] == [Weighted(1, weight: 2.5)])
    #expect(interactions.byItem[1].isEmpty)
  }

  @Test func `the order of what comes in does not matter`() throws {
    let uses = World.uses(users: 40, items: 60, each: 10, seed: 3)

    let one = try Interactions(uses, userCount: 40, itemCount: 60)
    let other = try Interactions(uses.reversed(), userCount: 40, itemCount: 60)

    #expect(one == other)
    #expect(one.byItem.transposed() == one.byUser)
  }

  @Test(arguments: [
    Interaction(user: 2, item: 0), Interaction(user: -1, item: 0), Interaction(user: 0, item: 3),
    Interaction(user: 0, item: 0, weight: .nan), Interaction(user: 0, item: 0, weight: 0),
    Interaction(user: 0, item: 0, weight: .infinity), Interaction(user: 0, item: 0, weight: -1),
  ])
  func `refuses what makes no sense`(entry: Interaction) {
    #expect(code { _ = try Interactions([entry], userCount: 2, itemCount: 3) } == .invalid)
  }

  @Test func `says what it would need where that is too much`() {
    let needed = Interactions.bytesNeeded(1, userCount: 1_000_000, itemCount: 1_000_000)

    let error = #expect(throws: FactorsError.self) {
      try Interactions(
        [Interaction(user: 0, item: 0)], userCount: 1_000_000, itemCount: 1_000_000, memoryLimit: 1_000_000)
    }

    #expect(needed == 24 + 24 * 2_000_002)
    #expect(error?.code == .tooLarge)
    #expect(error?.message.contains("needs 49 MB, and 1 MB are allowed") == true)
    #expect(code { _ = try Interactions([], userCount: .max, itemCount: 1) } == .invalid)
  }

  @Test func `takes in nothing at all`() throws {
    let interactions = try Interactions([], userCount: 0, itemCount: 0)

    #expect(interactions.count == 0)
    let nobody: [Weighted] = []
    #expect(try EASE(interactions).scores(of: nobody).isEmpty)
  }
}
