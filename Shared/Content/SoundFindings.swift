public import Audio
import Glibc
public import Models

/// What a sound says of the features of a track. What is no music says nothing.
public struct SoundFindings: Sendable {
  let sound: AnalyzedSound

  public init(_ sound: AnalyzedSound) { self.sound = sound }

  /// Less than this share of music is music by chance.
  private static let leastMusic = 0.3
  var isMusic: Bool { sound.kinds.music >= Self.leastMusic }

  /// How clearly music is heard: its part of what is music or speech. Whoever speaks over music hides it, and whoever judges
  /// it hears the voice as well.
  var clearness: Double {
    let (music, speech) = (max(0, sound.kinds.music), max(0, sound.kinds.speech))
    return music + speech > 0 ? music / (music + speech) : 1
  }

  /// Of tempos that are found at all, nearly all are found within two in a hundred, up to an octave.
  private static let tempoSpread = 0.012

  public var tempo: Finding<Models.Tempo>? {
    guard isMusic, let found = sound.tempo, let tempo = Models.Tempo(found.bpm) else { return nil }
    return Finding(
      tempo, confidence: found.confidence, evidence: .audio,
      detail: "sound: \(Digits.text(found.bpm, 0)) BPM, sure \(Digits.text(found.confidence, 1))",
      spread: Self.tempoSpread, alternatives: Self.alternatives(of: found))
  }

  /// Half and double of it, mostly: as likely as they were measured to be beside it.
  private static func alternatives(of tempo: Audio.Tempo) -> [Alternative<Models.Tempo>] {
    let likely = (tempo.alternativeConfidences ?? []).map { $0.isFinite ? max(0, $0) : 0 }
    let all = max(0, tempo.confidence) + likely.reduce(0, +)
    guard all > 0, all.isFinite else { return [] }
    return zip(tempo.alternatives, likely).compactMap { beats, likelihood in
      likelihood > 0 ? Models.Tempo(beats).map { Alternative($0, share: likelihood / all) } : nil
    }
  }

  /// Heuristic, and of the whole piece, but of what is heard and not of what is said.
  public var energy: Finding<Double>? {
    guard isMusic, let energy = sound.traits?.energy else { return nil }
    return Finding(
      energy, confidence: 0.7, evidence: .audio, detail: "sound: energy \(Digits.text(energy, 2))")
  }

  /// How well valence is told from a sound: hardly, by its mode and its brightness. Arousal is told better.
  private static let valenceTrust = 0.35
  private static let arousalTrust = 0.5
  private static let feelingSpread = 0.18

  /// Pleasure, which is of music alone.
  public var valence: Finding<Double>? {
    guard isMusic, let valence = sound.traits?.valence else { return nil }
    return Finding(
      valence, confidence: Self.valenceTrust, evidence: .audio,
      detail: "sound: valence \(Digits.text(valence, 2))", spread: Self.feelingSpread)
  }

  /// Excitement; a voice has it as well as music.
  public var arousal: Finding<Double>? {
    guard let arousal = sound.traits?.arousal else { return nil }
    return Finding(
      arousal, confidence: isMusic ? Self.arousalTrust : Self.noMusicTrust, evidence: .audio,
      detail: "sound: arousal \(Digits.text(arousal, 2))", spread: Self.feelingSpread)
  }

  /// The formulas are made for music: of a voice or a street they tell that it is loud and busy.
  private static let noMusicTrust = 0.25

  /// How lively a video sounds, be it music or not.
  var videoEnergy: Finding<Double>? {
    if let energy { return energy.weakened(by: 0.5 + 0.5 * clearness) }
    guard let energy = sound.traits?.energy else { return nil }
    return Finding(
      energy, confidence: Self.noMusicTrust, evidence: .audio,
      detail: "sound: energy \(Digits.text(energy, 2)), no music", spread: Self.feelingSpread)
  }

  /// How far from a mood a sound may be and still have something of it.
  private static let width = 0.22

  public var mood: Finding<Distribution<Models.Mood>>? {
    guard isMusic, let traits = sound.traits, let valence = traits.valence, let arousal = traits.arousal
    else {
      return nil
    }
    let weights = Models.Mood.allCases.map { mood in
      let (x, y) = (mood.place.valence - valence, mood.place.arousal - arousal)
      return (mood, exp(-(x * x + y * y) / (2 * Self.width * Self.width)))
    }
    return Finding(
      Distribution(Dictionary(uniqueKeysWithValues: weights)), confidence: 0.45, evidence: .audio,
      detail: "sound: valence \(Digits.text(valence, 2)), arousal \(Digits.text(arousal, 2))")
  }

  /// What a family of the sound counts for at most: on music that it was not fitted to, the judge is right no more often
  /// than this, so names that tell of a genre outweigh it.
  private static let mostGenre = 0.4

  /// The broad families of the sound, so far as they are genres.
  public var genre: Finding<Distribution<Genre>>? {
    guard isMusic, let families = sound.genre, let best = families.max(by: { $0.score < $1.score }) else {
      return nil
    }
    var weights: [Genre: Double] = [:]
    for family in families {
      if let genre = Genre(family: family.name) { weights[genre, default: 0] += family.score }
    }
    guard !weights.isEmpty else { return nil }
    return Finding(
      Distribution(weights), confidence: min(best.score, Self.mostGenre), evidence: .audio,
      detail: "sound: \(best.name) \(Digits.text(best.score, 2))")
  }

  public var hook: TrackHook? {
    guard isMusic else { return nil }
    return sound.hook.map { TrackHook(start: $0.start, end: $0.end, reason: $0.sentence) }
  }

  /// Why the sound says little, for people; nil for music.
  public var remark: String? {
    let kinds = sound.kinds
    if kinds.silence > 0.99 || sound.statistics == nil { return "it is silence" }
    guard !isMusic else { return nil }
    return kinds.speech >= kinds.noise ? "it is speech and no music" : "it is noise and no music"
  }
}

extension Genre {
  /// By the name of a family of music, as the ear calls it.
  init?(family name: String) {
    let others: [String: Genre] = [
      "hiphop": .hipHop, "hip hop": .hipHop, "dance": .electronic, "soul": .rhythmAndBlues,
      "rnb": .rhythmAndBlues, "ambient": .electronic,
    ]
    guard let genre = Genre(rawValue: name.lowercased()) ?? others[name.lowercased()] else { return nil }
    self = genre
  }
}
