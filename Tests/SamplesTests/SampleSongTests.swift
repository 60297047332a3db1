import Audio
import Glibc
import Models
import TestKit
import Testing

@testable import Samples

@Suite struct SampleSongTests {
  /// Two of each genre.
  private static let tracks = Array(SampleWorld().tracks.prefix(2 * Genre.allCases.count))

  @Test func `a link says all of a song`() throws {
    for track in SampleWorld().tracks {
      let song = try #require(SampleSong(link: track.song.link))

      #expect(song == track.song && track.song.link.hasPrefix("sample:\(track.id)/"))
      #expect(song.genre == track.genre && song.mood == track.mood && song.duration == track.duration)
      #expect(Double(song.tempo) == track.tempo.beatsPerMinute)
    }
  }

  @Test(arguments: [
    "", "sample:", "sample:1/pop/happy/120", "sample:1/pop/happy/120/60/", "sample:1/pop/happy/120/60?",
    "sample:-1/pop/happy/120/60", "sample:01/pop/happy/120/60", "sample:1/pop/happy/+120/60",
    "sample:1/polka/happy/120/60", "sample:1/pop/bored/120/60", "sample:1/pop/happy/39/60",
    "sample:1/pop/happy/241/60", "sample:1/pop/happy/120/0", "sample:1/pop/happy/120/301",
    "sample:1/pop/happy/120/99999999999999999999", "sample:99999999999999999999/pop/happy/120/60",
    "Sample:1/pop/happy/120/60", "https://cdn.example.invalid/1/pop/happy/120/60",
  ])
  func `what is not to the letter a link is none`(link: String) {
    #expect(SampleSong(link: link) == nil)
  }

  @Test func `a song is as long as its track, and the same each time`() throws {
    for duration in [1, 7, 61] {
      let song = try #require(SampleSong(number: 5, genre: .jazz, mood: .calm, tempo: 90, duration: duration))

      let sound = song.sound(rate: 8_000)

      #expect(sound.count == duration * 8_000 && sound.channels.count == 1)
      #expect(sound.channels[0].max() ?? 0 > 0.3 && sound == song.sound(rate: 8_000))
    }
  }

  @Test func `songs of different tracks are different`() {
    let plans = Self.tracks.map(\.song.plan)

    for (place, plan) in plans.enumerated() {
      #expect(plans[..<place].allSatisfy { $0.notes != plan.notes && $0.seed != plan.seed })
    }
    #expect(Set(plans.map { "\($0.band)" }).count > Genre.allCases.count)
    #expect(Set(plans.map(\.key.tonic)).count > 8)
  }

  @Test(.timeLimit(.minutes(3))) func `what is heard in a song agrees with what is told of its track`() throws
  {
    var (tempos, keys, hooks, wrong) = (0, 0, 0, [String]())
    for track in Self.tracks {
      let plan = track.song.plan

      let heard = Self.heard(track.song)

      let isInTime = heard.tempo.map { Self.octaves($0.bpm, Double(track.song.tempo)) < 0.03 } ?? false
      let isInKey =
        heard.key.map { $0.tonic == plan.key.tonic && $0.mode.rawValue == plan.key.mode.rawValue } ?? false
      tempos += isInTime ? 1 : 0
      keys += isInKey ? 1 : 0
      hooks += heard.hook == nil ? 0 : 1
      if !isInTime || !isInKey || heard.hook == nil {
        wrong.append(
          "\(track.song.link) in \(plan.key): \(heard.tempo?.bpm ?? 0), \(heard.key?.name ?? "-") \(heard.key?.mode.rawValue ?? "")"
        )
      }
      if let hook = heard.hook {
        #expect(hook.start >= 0 && hook.end <= Double(track.duration) && hook.end - hook.start > 10)
      }
      #expect(abs(heard.duration - Double(track.duration)) < 0.1)
    }
    #expect(hooks == Self.tracks.count, "\(wrong)")
    #expect(
      tempos >= Self.tracks.count - 2 && keys >= Self.tracks.count * 8 / 10, "\(tempos), \(keys): \(wrong)")
  }

  private static func heard(_ song: SampleSong) -> AnalyzedSound {
    let analysis = SoundAnalysis()
    analysis.take(song.sound(rate: Listener.sampleRate).channels[0])
    return analysis.finish()
  }

  /// How far apart tempos are, in whatever octave they were heard.
  private static func octaves(_ one: Double, _ other: Double) -> Double {
    let distance = log2(one / other)
    return abs(distance - distance.rounded())
  }
}
