import Models
import TestKit
import Testing

@Suite struct TrackGroupsTests {
  private func name(
    _ left: Int, _ right: Int, confidence: Double = 0.9, nameless: Bool = false
  ) -> TrackLink {
    let ends = (Track.ID(Int64(left)), Track.ID(Int64(right)))
    var evidence = LinkEvidence()
    evidence.confidence = confidence
    if nameless { evidence.nameless = [ends.0, ends.1] }
    return TrackLink(ends.0, ends.1, .same, rule: .name, evidence: evidence)
  }

  /// Two recordings, of odd and of even numbers, that must not be one and that names take for one over and over.
  private func rivals(_ size: Int) -> [TrackLink] {
    [TrackLink(Track.ID(1), Track.ID(2), .apart, rule: .person)]
      + (3...size).map { name($0 - 2, $0) }
      + (1...size).flatMap { track in [1, 3, 5, 7].map { name(track, track + $0, confidence: 0.6) } }
  }

  /// Chains of sounds without a name.
  private func nameless(_ size: Int) -> [TrackLink] {
    (0..<size).flatMap { track in (1...2).map { name(track * 10 + $0, track * 10 + $0 + 1, nameless: true) } }
      + (1..<size).map { name(size * 10 + $0, size * 10 + $0 + 1, nameless: true) }
  }

  private func duration(_ links: [TrackLink]) -> Duration {
    (0..<2).map { _ in ContinuousClock().measure { _ = TrackGroups.groups(by: links) } }.min() ?? .zero
  }

  @Test func `many times as many links take many times as long, not the square of it`() {
    for make in [rivals, nameless] {
      let (small, large) = (duration(make(150)), duration(make(1_500)))

      // Ten times, with room for a busy machine; the square would be a hundred.
      #expect(large < small * 40, "\(small) and \(large)")
    }
  }

  @Test func `sounds without a name belong to the one that has a name, unless there are two`() {
    var one = name(1, 2, nameless: true)
    var two = name(2, 3, nameless: true)
    let all = TrackGroups.groups(by: [one, two])
    one = TrackLink(Track.ID(1), Track.ID(2), .same, rule: .name, evidence: Self.only(2))
    two = TrackLink(Track.ID(2), Track.ID(3), .same, rule: .name, evidence: Self.only(2))

    #expect(all == [[1, 2, 3].map { Track.ID($0) }])
    #expect(TrackGroups.groups(by: [one]) == [[1, 2].map { Track.ID($0) }])
    #expect(TrackGroups.groups(by: [one, two]) == [])
    #expect(
      TrackGroups.groups(by: [one, two, name(1, 3), name(7, 8, nameless: true)])
        == [[1, 2, 3], [7, 8]].map { $0.map { Track.ID($0) } })
  }

  private static func only(_ track: Int64) -> LinkEvidence {
    var evidence = LinkEvidence()
    evidence.nameless = [Track.ID(track)]
    return evidence
  }
}
