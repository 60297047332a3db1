import Glibc
import Models

/// Puts contributions into facts. All of them, so that they add up to the score; `told` picks what to say.
struct ReasonWriter {
  private let taste: Taste
  private let genreFits: [Double]
  private let moodFits: [Double]

  init(_ taste: Taste) {
    self.taste = taste
    genreFits = taste.genre.map { Affinity.ofGenres.fit(of: $0.value) } ?? []
    moodFits = taste.mood.map { Affinity.ofMoods.fit(of: $0.value) } ?? []
  }

  /// From the one that counts most for the track to the one that counts most against it.
  func reasons(for track: Candidate, _ contributions: Contributions) -> [Reason] {
    let all = [
      Reason(.genre, contribution: contributions.genre, facts: genreFacts(track, contributions.genre)),
      Reason(.mood, contribution: contributions.mood, facts: moodFacts(track, contributions.mood)),
      Reason(.tempo, contribution: contributions.tempo, facts: tempoFacts(track)),
      Reason(.energy, contribution: contributions.energy, facts: energyFacts(track)),
      Reason(.popularity, contribution: contributions.popularity, facts: popularityFacts(track)),
    ]
    // Without a taste, popularity is the reason even where it is none.
    let kept = all.filter { $0.contribution != 0 || (taste.isEmpty && $0.kind == .popularity) }
    return kept.enumerated()
      .sorted { ($1.element.contribution, $0.offset) < ($0.element.contribution, $1.offset) }.map(\.element)
  }

  func genreFacts(_ track: Candidate, _ contribution: Double) -> [String: Reason.Fact] {
    guard let taste = taste.genre?.value else { return [:] }
    let shares = track.genres.weights(Genre.allCases.count)
    return facts("genre", named(shares, genreFits, contribution, Genre.allCases), taste, .ofGenres)
  }

  func moodFacts(_ track: Candidate, _ contribution: Double) -> [String: Reason.Fact] {
    guard let taste = taste.mood?.value else { return [:] }
    let shares = Shares(first: track.moods).weights(Mood.allCases.count)
    return facts("mood", named(shares, moodFits, contribution, Mood.allCases), taste, .ofMoods)
  }

  /// What speaks for a track is what fits best, what speaks against it is what it is most.
  private func named<Label>(
    _ shares: [Double], _ fits: [Double], _ contribution: Double, _ labels: [Label]
  ) -> Label? {
    var best: (label: Label, share: Double)?
    for (place, label) in labels.enumerated() {
      let share = shares[place] * (contribution > 0 ? fits[place] : 1)
      if share > best?.share ?? 0 { best = (label, share) }
    }
    return best?.label
  }

  private func facts<Label: RawRepresentable<String>>(
    _ name: String, _ label: Label?, _ taste: Distribution<Label>, _ affinity: Affinity<Label>
  ) -> [String: Reason.Fact] {
    guard let label, let top = taste.top else { return [:] }
    var facts: [String: Reason.Fact] = [
      name: .text(label.rawValue), "share": .number(taste[label]), "mostly": .text(top.rawValue),
    ]
    if let near = affinity.nearest(to: label, in: taste) { facts["near"] = .text(near.rawValue) }
    return facts
  }

  func tempoFacts(_ track: Candidate) -> [String: Reason.Fact] {
    guard let centre = taste.tempo?.value.centre else { return [:] }
    let octaves = (Double(track.tempo.value) - log2(centre.beatsPerMinute)).rounded()
    return [
      "beatsPerMinute": .number(exp2(Double(track.tempo.value))), "yours": .number(centre.beatsPerMinute),
      "octaves": .number(octaves),
    ]
  }

  func energyFacts(_ track: Candidate) -> [String: Reason.Fact] {
    guard let centre = taste.energy?.value.centre else { return [:] }
    return ["energy": .number(Double(track.energy.value)), "yours": .number(centre)]
  }

  func popularityFacts(_ track: Candidate) -> [String: Reason.Fact] {
    var facts: [String: Reason.Fact] = [:]
    if let uses = track.uses {
      facts["uses"] = .number(Double(uses))
    } else if track.popularity.confidence > 0 {
      facts["popularity"] = .number(Double(track.popularity.value))
    }
    if track.isOriginalSound, !track.isHeard { facts["sound"] = .text("unheard") }
    if taste.isEmpty { facts["taste"] = .text("unknown") }
    return facts
  }
}
