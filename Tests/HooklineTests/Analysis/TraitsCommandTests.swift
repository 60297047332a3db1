import Audio
import FoundationEssentials
import TestKit
import Testing

@testable import Hookline

@Suite struct TraitsCommandTests {
  @Test func `every trait of an analysis is explained with its formula and its limit`() async throws {
    let text = await MediaStage.hookline(["traits"])
    let json = await MediaStage.hookline(["traits", "--json"])

    #expect(text.status == .done && json.status == .done)
    let told = try JSONDecoder().decode(Told.self, from: Data(json.output.utf8)).traits
    #expect(told.map(\.name) == Traits.named(nil).map(\.name))
    for trait in told {
      #expect(
        !trait.limit.isEmpty && text.output.contains("\(trait.name): \(trait.meaning); \(trait.limit)\n"))
      #expect(abs(trait.terms.reduce(0) { $0 + $1.weight } - 1) < 1e-9)
    }
  }

  private struct Told: Decodable {
    struct Trait: Decodable {
      struct Term: Decodable { let weight: Double }
      let name: String
      let meaning: String
      let limit: String
      let terms: [Term]
    }
    let traits: [Trait]
  }
}
