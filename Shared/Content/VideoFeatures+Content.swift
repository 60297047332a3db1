import Audio
public import Media
public import Models
import Vision

extension VideoFeatures {
  /// What the words and numbers of a video tell, what was seen and heard of it, and what is known of the track that it
  /// uses (by its link, or by its fingerprint). Whatever is missing makes it less sure and not wrong. A track that was
  /// recognised in its sound counts, whatever the platform calls that sound.
  public init(
    of video: AnalysableVideo, clip: AnalyzedClip? = nil, track: TrackFeatures? = nil,
    recognised: Track.ID? = nil
  ) {
    let evidence = VideoEvidence(of: video, clip: clip, track: track)
    self.init(
      genre: Feature(evidence.genre), mood: Feature(evidence.mood), tempo: Feature(evidence.tempo),
      energy: Feature(evidence.energy), language: SpokenLanguage.code(of: video),
      engagement: video.counts.engagementRate)
    style = genre?.value.top.flatMap(evidence.words.style)
    valence = Feature(evidence.valence)
    arousal = Feature(evidence.arousal)
    soundIs = VideoSound(clip?.sound?.sound, of: video, recognised: recognised)
    if let clip { takeFacts(of: clip) }
  }

  private mutating func takeFacts(of clip: AnalyzedClip) {
    if clip.duration > 0, clip.duration.isFinite, clip.picture?.kind != .photos { length = clip.duration }
    soundKind = (clip.sound?.sound.kinds).map {
      SoundShares(speech: $0.speech, music: $0.music, noise: $0.noise, silence: $0.silence)
    }
    guard let picture = clip.picture else { return }
    cutsPerMinute = picture.shots?.cutsPerMinute
    cutTempo = (picture.shots?.tempo).flatMap { Models.Tempo($0.beatsPerMinute) }
    motion = picture.looks.motion?.energy
    looks = picture.looks.looks.map(\.name.rawValue)
  }
}
