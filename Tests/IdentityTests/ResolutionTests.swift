import TestKit
import Testing

@testable import Identity

@Suite(.serialized, .timeLimit(.minutes(5)))
struct ResolutionTests {
  @Test(arguments: [1, 2, 3, 4, 5, 2024] as [UInt64])
  func `finds who is who among two thousand tracks of four platforms`(seed: UInt64) async throws {
    let world = TrackWorld(seed: seed)

    let figures = try await Resolution(world).figures

    print(
      "seed \(seed): \(world.entries.count) tracks, \(world.pairs) pairs, precision \(figures.precision), recall \(figures.recall)"
    )
    #expect(world.entries.count == 2_000 && world.pairs > 1_000)
    #expect(
      figures.precision >= 0.99,
      "seed \(seed), taken for one:\n\(figures.wrong.prefix(20).joined(separator: "\n"))")
    #expect(
      figures.recall >= 0.95, "seed \(seed), not found:\n\(figures.missed.prefix(20).joined(separator: "\n"))"
    )
  }
}
