import Audio
import MediaWire
import Vision

/// Sees and hears what a decoder makes of a film.
struct ClipViewing: ReplyConsumer {
  private(set) var hearing: SoundHearing
  private(set) var viewing = FilmViewing()
  /// More seconds are not looked at, whatever the file claims.
  private let limit: Double

  init(_ settings: SoundAnalysis.Settings) {
    limit = settings.limit
    hearing = SoundHearing(settings, followsCourse: true)
  }

  mutating func take(_ reply: Reply) {
    guard case .picture(let picture) = reply else { return hearing.take(reply) }
    let frame = Frame(
      width: picture.width, height: picture.height, time: picture.time, pixels: picture.pixels)
    if let frame { viewing.take(frame) }
  }

  var isEmpty: Bool { !hearing.hasHeard && viewing.frames == 0 }

  /// What was found, once everything has come. To be called once.
  func finish(_ info: MediaInfo, _ ending: MediaWire.Ending) -> AnalyzedClip {
    let lack = ending.wholeness == .whole ? nil : ending.reason
    let sound = hearing.hasHeard ? heard(lack) : nil
    var viewing = viewing
    let size = info.shownSize
    let claimed = claimed(info, ending)
    let picture = viewing.finish(width: size.width, height: size.height, claimed: claimed)
    let seen = picture == nil ? 0 : viewing.end(claimed: claimed)
    return AnalyzedClip(
      duration: max(sound?.sound.duration ?? 0, seen), picture: picture, sound: sound, lack: lack)
  }

  /// How long the pictures are, as the file says. Where frames are missing it says nothing of the one that is there.
  private func claimed(_ info: MediaInfo, _ ending: MediaWire.Ending) -> Double? {
    guard viewing.frames > 1 || ending.wholeness == .whole else { return nil }
    let pictures = info.streams.first { $0.index == info.pictures }?.duration
    return (viewing.frames == 1 ? pictures ?? info.duration : info.duration).map { min($0, limit) }
  }

  private func heard(_ lack: String?) -> HeardSound {
    var (sound, course) = hearing.finishWithCourse()
    sound.lack = lack
    sound.waveform = nil
    return HeardSound(sound: sound, course: course)
  }
}

extension MediaInfo {
  /// Of the chosen pictures, as a viewer sees them; 0 where the file does not say.
  var shownSize: (width: Int, height: Int) {
    guard let chosen = streams.first(where: { $0.index == pictures }),
      case .pictures(let width, let height, _, _) = chosen.kind
    else { return (0, 0) }
    return (width, height)
  }

  /// Whether it is a photo, as far as the file says: a container of one, or a picture that is shown for no time.
  func isPhoto(frames: Int, hasSound: Bool) -> Bool {
    guard frames == 1, !hasSound else { return false }
    return container.hasSuffix("_pipe") || (duration ?? 0) < 0.5
  }
}
