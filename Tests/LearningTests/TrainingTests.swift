import Crypto
import Learning
import Models
import Testing

struct TrainingTests {
  private static func learn(
    _ villages: Villages = Villages(), threads: Int = 1, memory: Int = 1 << 30
  ) throws -> Training.Learnt {
    var settings = Training.Settings()
    settings.threads = threads
    settings.memoryLimit = memory
    return try Training(settings).learn(villages.taken())
  }

  @Test(arguments: ["ease", "ials"]) func `what creators of one kind use is foretold`(kind: String) throws {
    let villages = Villages()
    let learnt = try Self.learn(villages, memory: kind == "ease" ? 1 << 30 : Villages.scarce)

    #expect(learnt.model.kind == kind)
    #expect(learnt.judged == 500 && learnt.authors == 500)
    #expect(learnt.scores.map(\.name) == [kind, "popularity"])
    #expect(learnt.scores[0].ndcg > 1.3 * learnt.scores[1].ndcg)
    #expect(learnt.scores.allSatisfy { $0.low <= $0.ndcg && $0.ndcg <= $0.high })
    #expect(learnt.isWorthUsing)
  }

  @Test(arguments: [1 << 30, Villages.scarce]) func `a new creator is known by what they use, and why`(
    memory: Int
  ) throws {
    let villages = Villages()
    let model = try Self.learn(villages, memory: memory).model
    let history = Set((0..<10).map { Track.ID(Int64(10 * (12 * $0 + 2) + 5)) })

    let scores = model.scores(for: history)

    let best = scores.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(5)
    #expect(best.allSatisfy { villages.village(of: $0.key) == 2 })
    #expect(history.isDisjoint(with: scores.keys))
    for (track, score) in best {
      let voices = model.voices(for: track, of: history)
      #expect(abs(voices.reduce(0) { $0 + $1.weight } - score) < 1e-4)
      #expect(Set(voices.map(\.track)).isSubset(of: history))
      #expect(voices.map(\.weight) == voices.map(\.weight).sorted(by: >))
    }
  }

  @Test func `who has used nothing that is known has no scores`() throws {
    let model = try Self.learn().model

    #expect(model.scores(for: []).isEmpty && model.scores(for: [Track.ID(1)]).isEmpty)
    #expect(model.voices(for: Track.ID(1), of: [Track.ID(5)]).isEmpty)
  }

  @Test(arguments: [1 << 30, Villages.scarce]) func `the order of uses and of threads changes no bit`(
    memory: Int
  ) throws {
    var settings = Training.Settings()
    settings.memoryLimit = memory
    let taken = Villages().taken()
    var digests: Set<Digest> = []
    for (threads, uses) in [(1, taken), (2, taken), (5, taken.reversed()), (2, taken + taken)] {
      settings.threads = threads
      let learnt = try Training(settings).learn(uses)
      digests.insert(ModelFile.digest(of: try ModelFile.bytes(of: learnt.model)))
    }
    #expect(digests.count == 1)
  }

  @Test func `uses by chance are foretold no better than by popularity, and refused or equal`() throws {
    var chance = Villages()
    chance.villages = 1
    chance.creators = 300
    chance.seed = 99
    let learnt = try Self.learn(chance)

    // One village has nothing to tell apart: what is learnt is noise.
    #expect(learnt.isWorthUsing == (learnt.scores[0].ndcg >= learnt.scores[1].ndcg))
    #expect(learnt.scores[0].ndcg < 1.3 * learnt.scores[1].ndcg)
  }

  @Test func `too little is refused with what there is`() {
    var few = Villages()
    few.creators = 3
    let refusal = #expect(throws: TrainingRefusal.self) { try Self.learn(few) }

    #expect(refusal?.description.contains("at least 5 and 10 are needed") == true)
  }

  @Test func `what does not fit into memory is refused with the numbers`() {
    let refusal = #expect(throws: TrainingRefusal.self) { try Self.learn(memory: 10_000) }

    #expect(refusal?.description.contains("MB are allowed") == true)
  }

  @Test func `who waits can give up`() {
    struct Enough: Error {}
    #expect(throws: Enough.self) {
      try Training().learn(Villages().taken()) { share, _ in if share > 0.2 { throw Enough() } }
    }
  }
}
