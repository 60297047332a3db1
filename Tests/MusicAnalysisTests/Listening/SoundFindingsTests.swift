import Content
import Media
import Models
import Testing

@testable import Audio
@testable import MusicAnalysis
@testable import Storage

@Suite struct SoundFindingsTests {
  private static func sound(music: Double = 1, speech: Double = 0) -> AnalyzedSound {
    var sound = AnalyzedSound(
      duration: 60,
      kinds: .init(speech: speech, music: music, noise: 1 - music - speech, silence: 0))
    sound.tempo = Audio.Tempo(bpm: 127.96, confidence: 0.91, alternatives: [64])
    sound.hook = Hook(start: 10, end: 25, reasons: [.init(.repeats, count: 3)])
    sound.genre = [.init(name: "electronic", score: 0.7), .init(name: "unheard of", score: 0.3)]
    return sound
  }

  @Test func `findings tell what was heard and how sure that is`() {
    let found = SoundFindings(Self.sound())

    #expect(found.tempo?.detail == "sound: 128 BPM, sure 0.9" && found.tempo?.evidence == .audio)
    #expect(found.genre?.value.top == .electronic && found.genre?.detail == "sound: electronic 0.7")
    #expect(found.hook == TrackHook(start: 10, end: 25, reason: "repeats 3 times"))
  }

  @Test func `what a tempo could be instead comes along with how likely it is`() throws {
    var sound = Self.sound()
    let untold = SoundFindings(sound).tempo
    sound.tempo = Audio.Tempo(
      bpm: 128, confidence: 0.5, alternatives: [64, 85], alternativeConfidences: [0.3, 0.2])

    let track = TrackFeatures(of: AnalysableTrack(title: "One"), heard: sound)
    var clip = AnalyzedClip(duration: 60)
    let course = SoundCourse(stretches: [], step: 1, energy: [], loudness: [])
    clip.sound = HeardSound(sound: sound, course: course)
    let seen = VideoFeatures(of: AnalysableVideo(), clip: clip)
    let used = VideoFeatures(of: AnalysableVideo(), track: track)

    #expect(untold?.alternatives == nil)
    for tempo in [track.tempo, seen.tempo, used.tempo] {
      #expect(tempo?.value.beatsPerMinute == 128 && tempo?.alternatives.map(\.beatsPerMinute) == [64])
      #expect(tempo?.alternativeShares.map { abs($0 - 0.375) < 1e-9 } == [true], "0.3 beside 0.5")
    }
  }

  @Test func `what was tried again and again rests for a week each time`() {
    let miss = MediaMiss.endless("listening to it came to no end")

    #expect(miss.code == "attempts")
    #expect(
      [1, 2, 50].map { miss.pause(afterTries: $0) } == [Duration?](repeating: .seconds(7 * 86_400), count: 3))
  }

  @Test func `what is no music says nothing of it`() {
    let speech = SoundFindings(Self.sound(music: 0.1, speech: 0.8))

    #expect(speech.tempo == nil && speech.genre == nil && speech.hook == nil && speech.mood == nil)
    #expect(speech.remark != nil)
  }

  @Test func `a sure ear outweighs a name, and a name alone stands`() {
    let track = AnalysableTrack(title: "Sleepy 70 BPM")

    let named = TrackFeatures(of: track), heard = TrackFeatures(of: track, heard: Self.sound())

    #expect(named.tempo?.value.beatsPerMinute == 70 && named.hook == nil)
    #expect(heard.tempo?.findings.count == 2 && heard.hook != nil)
    #expect(heard.tempo.map { abs($0.value.beatsPerMinute - 127.96) < 1e-9 } == true)
  }

  @Test func `pauses grow to a day and in the end to a week, and what may come back is never given up`() {
    let passing = MediaMiss("unavailable", "away", pause: .seconds(3600))

    let pauses = [1, 2, 3, 4, 7, 29, 30, 100_000, .max].map { tries in
      passing.pause(afterTries: tries).map { Int($0 / .seconds(3600)) }
    }

    #expect(pauses == [1, 4, 16, 24, 24, 24, 168, 168, 168])
    #expect(MediaMiss("gone", "for ever").pause(afterTries: 1) == nil)
    let untried = MediaMiss.untried(hasMedia: true, because: "nobody listens")
    #expect(
      [1, 2, 3, 4, 100].map { untried.pause(afterTries: $0) }
        == [6, 24, 96, 168, 168].map { .seconds($0 * 3600) })
  }

  /// What the ear finds is stored with the features: they are old when it hears something else.
  @Test func `whoever changes what the ear hears changes the version of features`() {
    #expect([AnalyzedSound.version, TrackFeatures.version] == [2, 4], "raise the second with the first")
  }
}
