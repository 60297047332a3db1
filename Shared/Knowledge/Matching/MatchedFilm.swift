public import Audio
import Content
public import Matching
public import Media
public import Models
public import Storage
import Vision

/// A film for which music is sought.
public struct MatchedFilm: Sendable {
  /// Why there is none, for people.
  public struct Flaw: Error, CustomStringConvertible {
    public let description: String
  }

  public let name: String
  public let side: FilmSide
  /// Why only a part of it was looked at, in words.
  public let lack: String?

  public init(name: String, side: FilmSide, lack: String?) {
    (self.name, self.side, self.lack) = (name, side, lack)
  }

  /// What was found in it; `features` where more than that is known of it.
  public init(name: String, clip: AnalyzedClip, features: VideoFeatures? = nil) throws(Flaw) {
    guard let picture = clip.picture else {
      throw Flaw(description: "there is no picture in it, so there are no cuts; the film is named first")
    }
    guard picture.kind == .film else { throw Flaw(description: "it is no film: photos have no cuts") }
    self.name = name
    lack = clip.lack
    side = FilmSide(clip, features ?? VideoFeatures(of: AnalysableVideo(), clip: clip))
  }

  /// One of ours, as it was looked at last.
  ///
  /// - Throws: `Flaw` where nobody has looked at it, or it is none.
  public init(_ video: Video.ID, in database: any Database) async throws {
    guard let view = try await ViewStore(database).views(of: video).last else {
      throw Flaw(description: "nobody has looked at it yet")
    }
    let features = try await database.videoFeatures(of: video)
    try self.init(name: "video \(video)", clip: try view.clip.decode(AnalyzedClip.self), features: features)
  }

  /// Of hooks that suit it: as long as the film, as far as hooks can be.
  public var hookLength: Double {
    min(max(side.duration, HookJudge.lengths.lowerBound), HookJudge.lengths.upperBound)
  }
}

extension FilmSide {
  init(_ clip: AnalyzedClip, _ features: VideoFeatures) {
    self.init(duration: clip.duration)
    let shots = clip.picture?.shots
    cuts = shots?.cuts.map(\.time) ?? []
    cutTempo = shots?.tempo.flatMap { Measured($0.beatsPerMinute, confidence: $0.confidence) }
    soundTempo = clip.sound.flatMap { Measured(SoundFindings($0.sound).tempo) }
    feeling = Feeling(valence: Measured(features.valence), arousal: Measured(features.arousal))
    energy = Measured(features.energy)
    let isHeard = clip.sound.map { $0.sound.kinds.silence < 0.9 } ?? false
    course =
      isHeard ? clip.sound.flatMap { Course($0.course) } : Course(cuts: cuts, duration: clip.duration)
  }
}

extension TrackSide {
  init(_ sound: AnalyzedSound, _ course: SoundCourse?) {
    self.init(duration: sound.duration, pulse: Pulse(sound))
    let findings = SoundFindings(sound)
    tempo = sound.tempo.flatMap { Measured($0.bpm, confidence: $0.confidence) }
    beatsPerBar = sound.meter?.beatsPerBar
    hookStart = sound.hook?.start
    feeling = Feeling(valence: Measured(findings.valence), arousal: Measured(findings.arousal))
    energy = Measured(sound.traits?.energy)
    self.course = course.flatMap { Course($0) } ?? Course(sound.segments)
  }
}

extension Pulse {
  public init(_ sound: AnalyzedSound) {
    self.init(beats: sound.beats, downbeats: sound.meter?.downbeats ?? [])
  }
}

extension Measured {
  fileprivate init?(_ feature: Feature<Double>?) {
    self.init(feature?.value, confidence: feature?.confidence ?? 0)
  }

  fileprivate init?(_ finding: Models.Finding<Double>?) {
    self.init(finding?.value, confidence: finding?.confidence ?? 0)
  }

  fileprivate init?(_ finding: Models.Finding<Models.Tempo>?) {
    self.init(finding?.value.beatsPerMinute, confidence: finding?.confidence ?? 0)
  }
}

extension Course {
  fileprivate init?(_ course: SoundCourse) { self.init(step: course.step, course.energy) }

  /// Of the parts of a piece, where nothing finer is known.
  fileprivate init?(_ segments: [Structure.Segment]) {
    guard segments.count > 1, let end = segments.last?.end, end > 0, end < 86_400 else { return nil }
    let step = 0.5
    self.init(
      step: step,
      (0..<Int((end / step).rounded(.up))).map { place in
        let time = (Double(place) + 0.5) * step
        return (segments.last { $0.start <= time } ?? segments[0]).energy
      })
  }
}
