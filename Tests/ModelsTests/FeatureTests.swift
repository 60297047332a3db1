import FoundationEssentials
import Models
import Testing

@Suite struct FeatureTests {
  private typealias Genres = Distribution<Genre>

  @Test func `better evidence outweighs weaker without a special case`() throws {
    let weak = Finding(Genres.only(.pop), confidence: 0.3, evidence: .caption)
    let strong = Finding(Genres.only(.jazz), confidence: 0.95, evidence: .audio)

    let before = try #require(Feature([weak]))
    let after = try #require(Feature([weak, strong]))

    #expect(before.value.top == .pop)
    #expect(after.value.top == .jazz)
    #expect(after.value[.jazz] > 0.95)
    #expect(after.findings.map(\.evidence) == [.audio, .caption])
  }

  @Test func `witnesses that agree are surer together, those that exclude each other are not`() throws {
    let one = Finding(Genres.only(.rock), confidence: 0.5, evidence: .hashtags)
    let same = Finding(Genres.only(.rock), confidence: 0.5, evidence: .title)
    let other = Finding(Genres.only(.folk), confidence: 0.5, evidence: .audio)

    let alone = try #require(Feature([one])), agreed = try #require(Feature([one, same]))
    let torn = try #require(Feature([one, other]))

    #expect(abs(alone.confidence - 0.5) < 1e-9)
    #expect((0.75...0.95).contains(agreed.confidence) && agreed.spread < alone.spread)
    #expect(torn.confidence < 0.4)
    #expect(torn.value == Genres([.rock: 1, .folk: 1]))
  }

  @Test func `no evidence is no feature`() {
    #expect(Feature<Double>([]) == nil)
    #expect(Feature([Finding(0.5, confidence: 0, evidence: .usage)]) == nil)
    #expect(Feature([Finding(0.5, confidence: .nan, evidence: .usage)]) == nil)
  }

  @Test func `a tempo is one of those that were named, never between them`() throws {
    func finding(_ tempo: Double, _ confidence: Double) throws -> Finding<Tempo> {
      Finding(try #require(Tempo(tempo)), confidence: confidence, evidence: .title)
    }

    let feature = try #require(
      Feature([try finding(80, 0.5), try finding(160, 0.55), try finding(81, 0.5)]))

    #expect((80...81).contains(feature.value.beatsPerMinute))
    #expect(feature.alternatives.map { ($0.beatsPerMinute / 2).rounded() } == [80])
    #expect(Tempo(0) == nil && Tempo(.infinity) == nil && Tempo(1e9) == nil)
  }

  @Test func `survives its JSON`() throws {
    let feature = try #require(
      Feature([
        Finding(Genres([.kPop: 3, .pop: 1]), confidence: 0.8, evidence: .hashtags, detail: "#kpop"),
        Finding(Genres.only(.pop), confidence: 0.2, evidence: .caption),
      ]))

    let data = try JSONEncoder().encode(TrackFeatures(genre: feature))

    #expect(try JSONDecoder().decode(TrackFeatures.self, from: data).genre == feature)
    #expect(String(decoding: data, as: UTF8.self).contains(#""k-pop":"#))
  }

  @Test func `names on the wire stay as they are`() {
    #expect(
      Genre.allCases.map(\.rawValue) == [
        "pop", "hip-hop", "r-and-b", "electronic", "rock", "metal", "punk", "indie", "folk", "country",
        "jazz",
        "blues", "classical", "latin", "reggae", "afrobeats", "funk", "k-pop", "lo-fi", "soundtrack",
      ])
    #expect(
      Mood.allCases.map(\.rawValue) == [
        "happy", "energetic", "playful", "romantic", "calm", "sad", "dark", "epic",
      ])
  }
}
