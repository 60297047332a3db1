import Models
import Recommending
import Testing

@Suite struct OfferTests {
  private func isOffered(
    _ title: String = "Song", isOriginal: Bool = true, uses: Int64? = nil, genre: Genre? = nil
  ) -> Bool {
    let finding = genre.map { Finding(Distribution.only($0), confidence: 0.5, evidence: .title) }
    let features = TrackFeatures(genre: Feature([finding].compactMap(\.self)))
    let track = KnownTrack(
      Track.ID(1), title: title, isOriginalSound: isOriginal, uses: uses, features: features)
    return Candidate(track).isOffered
  }

  @Test func `creators' own sounds are offered where something is known of them or many use them`() {
    #expect(!isOffered())
    #expect(!isOffered(uses: 999))
    #expect(isOffered(uses: 1_000))
    #expect(isOffered(genre: .jazz))
  }

  @Test func `music is offered whatever is known of it, if it has a title`() {
    #expect(isOffered(isOriginal: false))
    #expect(!isOffered(" ", isOriginal: false, genre: .jazz))
  }
}
