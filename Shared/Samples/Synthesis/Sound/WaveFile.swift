import Audio

extension SongSound {
  /// A WAV file of 16-bit samples. With another `rate` than its own the sound plays faster or slower.
  public func waveFile(rate: Int? = nil) -> [UInt8] {
    guard let file = SoundClip(rate: rate ?? self.rate, channels: channels).waveFile() else {
      preconditionFailure("no song is longer than a file")
    }
    return file
  }
}
