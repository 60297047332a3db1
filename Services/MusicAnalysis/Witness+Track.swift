import Models
import Text

extension Witness {
  /// A track's names, each by itself: an album of rock does not make "Rock With You" rock.
  static func all(of track: AnalysableTrack) -> [Witness] {
    // What somebody calls a sound of their own, or themselves, is seldom about music.
    let trust = track.isOriginalSound ? 0.5 : 1
    let names: [(evidence: Evidence, text: String?, ceiling: Double)] = [
      (.title, track.title, 0.8), (.album, track.album, 0.6),
      (.artist, track.isOriginalSound ? nil : track.artist, 0.4),
    ]
    return names.compactMap { name in
      name.text.flatMap { text in
        // A sound of which only the id is known.
        text.isEmpty
          ? nil
          : Witness(
            Lexicon.standard.reading(of: .names([text])), name.evidence, ceiling: name.ceiling * trust,
            hasUsualTempo: !isEffect(track))
      }
    }
  }

  /// What lasts less than three seconds is hardly music.
  private static func isEffect(_ track: AnalysableTrack) -> Bool {
    track.duration.map { $0 > 0 && $0 < 3 } ?? false
  }
}
