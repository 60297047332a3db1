import Testing

@testable import Factors

@Suite struct ALSTests {
  /// What is made as small as possible, by its definition.
  private static func loss(_ model: ALS, _ interactions: Interactions) -> Double {
    let settings = model.settings
    var loss = 0.0
    func product(_ user: Int, _ item: Int) -> Double {
      Double(World.product(model.users[user], model.items[item]))
    }
    func square(_ row: ArraySlice<Float>) -> Double { row.reduce(0) { $0 + Double($1) * Double($1) } }
    for user in 0..<interactions.userCount {
      for item in 0..<interactions.itemCount {
        loss += settings.unobserved * product(user, item) * product(user, item)
      }
      let history = interactions.byUser[user]
      for entry in history {
        let miss = 1 - product(user, Int(entry.id))
        loss += Double(entry.weight) * miss * miss
      }
      let count = Double(history.count) + settings.unobserved * Double(interactions.itemCount)
      loss += settings.penalty * count * square(model.users[user])
    }
    for item in 0..<interactions.itemCount {
      let count =
        Double(interactions.byItem.count(of: item)) + settings.unobserved * Double(interactions.userCount)
      loss += settings.penalty * count * square(model.items[item])
    }
    return loss
  }

  @Test(arguments: [ALSSettings.Solver.exact, .steps(3)])
  func `tells the loss, which falls`(solver: ALSSettings.Solver) throws {
    let interactions = try World.interactions(users: 120, items: 80, seed: 2, weighted: true)
    var told: [Double] = []

    let settings = ALSSettings(factors: 9, epochs: 6, solver: solver)
    _ = try ALS(interactions, settings) { epoch, model in
      let expected = Self.loss(model, interactions)
      #expect(abs(epoch.loss / expected - 1) < 1e-4, "epoch \(epoch.number)")
      told.append(epoch.loss)
    }

    #expect(told.count == 6)
    #expect(zip(told, told.dropFirst()).allSatisfy { $0 > $1 })
  }

  @Test func `steps come to what is exact`() throws {
    let interactions = try World.interactions(users: 120, items: 80, seed: 2)
    var losses: [Double] = []

    for solver in [ALSSettings.Solver.exact, .steps(40)] {
      let settings = ALSSettings(factors: 8, epochs: 4, solver: solver)
      _ = try ALS(interactions, settings) { epoch, _ in if epoch.number == 4 { losses.append(epoch.loss) } }
    }

    #expect(abs(losses[0] / losses[1] - 1) < 1e-4)
  }

  @Test func `folding in a history is fitting its row`() throws {
    let interactions = try World.interactions(users: 90, items: 70, seed: 4, weighted: true)
    let model = try ALS(interactions, ALSSettings(factors: 12, epochs: 3, solver: .exact))

    for user in 0..<90 {
      // The rows of users are the last that are fitted, so a refit of one with the same items is the row itself.
      #expect(try model.factors(of: interactions.byUser[user].reversed()) == Array(model.users[user]))
    }
    #expect(try model.factors(of: []) == [Float](repeating: 0, count: 12))
  }

  /// Longer than what is brought together at once.
  @Test(arguments: [ALSSettings.Solver.exact, .steps(30)])
  func `a long row is fitted like a short one`(solver: ALSSettings.Solver) throws {
    let entries = (0..<5_000).map { Interaction(user: Int32($0), item: Int32($0 % 2)) }
    let interactions = try Interactions(entries, userCount: 5_000, itemCount: 3)

    let settings = ALSSettings(factors: 4, epochs: 3, solver: solver)
    _ = try ALS(interactions, settings) { epoch, model in
      #expect(abs(epoch.loss / Self.loss(model, interactions) - 1) < 1e-4)
    }
  }

  @Test func `contributions add up to the score of the list`() throws {
    let interactions = try World.interactions(users: 90, items: 70, seed: 4, weighted: true)
    let model = try ALS(interactions, ALSSettings(factors: 12, epochs: 3, solver: .exact))

    for user in stride(from: 0, to: 90, by: 7) {
      let history = interactions.byUser[user]
      let row = try model.factors(of: history)
      for item in 0..<70 {
        let explanation = try model.explanation(of: Int32(item), for: history)
        let score = Double(World.product(row[...], model.items[item]))
        #expect(explanation.score == explanation.contributions.reduce(0) { $0 + $1.value })
        #expect(abs(explanation.score - score) < 1e-4)
      }
    }
  }

  @Test(arguments: [ALSSettings.Solver.exact, .steps(3)])
  func `is the same for any number of threads`(solver: ALSSettings.Solver) throws {
    let interactions = try World.interactions(users: 5_000, items: 700, seed: 11)

    let models = try [1, 2, 5].map { threads in
      let model = try ALS(
        interactions, ALSSettings(factors: 16, epochs: 2, solver: solver, threads: threads))
      return (model.users.values + model.items.values).map(\.bitPattern)
    }

    #expect(Set(models).count == 1)
  }

  @Test func `another seed gives other factors, of the same worth`() throws {
    let interactions = try World.interactions(users: 200, items: 100, seed: 12)
    var losses: [Double] = []
    let models = try [1, 2].map { seed in
      try ALS(interactions, ALSSettings(factors: 8, epochs: 15, seed: UInt64(seed))) { epoch, _ in
        if epoch.number == 15 { losses.append(epoch.loss) }
      }
    }

    #expect(models[0].items != models[1].items)
    #expect(abs(losses[0] / losses[1] - 1) < 0.05)
  }

  @Test func `ends when it is told to`() throws {
    struct Enough: Error {}
    let interactions = try World.interactions(users: 20, items: 20)
    var epochs = 0

    #expect(throws: Enough.self) {
      try ALS(interactions) { epoch, _ in
        epochs += 1
        if epoch.number == 2 { throw Enough() }
      }
    }

    #expect(epochs == 2)
  }

  @Test func `says what it would need where that is too much`() throws {
    let interactions = try Interactions([], userCount: 1_000_000, itemCount: 1_000_000)

    let error = #expect(throws: FactorsError.self) {
      try ALS(interactions, ALSSettings(memoryLimit: 100_000_000))
    }

    #expect(error?.code == .tooLarge)
    #expect(
      ALS.bytesNeeded(userCount: 1_000_000, itemCount: 1_000_000, settings: ALSSettings()) / 1_000_000 == 513)
  }

  @Test(arguments: [
    ALSSettings(factors: 0), ALSSettings(factors: 2_000), ALSSettings(epochs: 0), ALSSettings(penalty: 0),
    ALSSettings(penalty: .nan), ALSSettings(unobserved: -1), ALSSettings(solver: .steps(0)),
  ])
  func `refuses settings that make no sense`(settings: ALSSettings) throws {
    let interactions = try World.interactions(users: 4, items: 4)

    #expect(code { _ = try ALS(interactions, settings) } == .invalid)
  }
}
