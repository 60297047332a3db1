import Models
import Samples
import Vision

/// What is in the file of a film, read as players read it.
struct PlayedClip {
  /// The pictures (I420).
  private(set) var pictures: [ArraySlice<UInt8>] = []
  private(set) var sound: [Float] = []

  init(_ file: [UInt8]) {
    func number(_ at: Int) -> Int { (0..<4).reduce(0) { $0 | Int(file[at + $1]) << (8 * $1) } }
    // Past the beginning of the file and the list of headers.
    let list = 12 + 8 + number(16)
    let end = list + 8 + number(list + 4)
    var at = list + 12
    while at < end {
      let content = file[at + 8..<at + 8 + number(at + 4)]
      if file[at + 2] == UInt8(ascii: "d") { pictures.append(content) } else { add(sound: content) }
      at = content.endIndex
    }
  }

  private mutating func add(sound bytes: ArraySlice<UInt8>) {
    for at in stride(from: bytes.startIndex, to: bytes.endIndex, by: 2) {
      sound.append(Float(Int16(bitPattern: UInt16(bytes[at]) | UInt16(bytes[at + 1]) << 8)) / 32_768)
    }
  }

  /// In red, green and blue (ITU-R BT.601).
  var frames: [Frame] {
    let (width, height) = (SampleClip.width, SampleClip.height)
    return pictures.enumerated().compactMap { number, picture in
      let luma = picture.startIndex
      let (blue, red) = (luma + width * height, luma + width * height * 5 / 4)
      var pixels: [UInt8] = []
      for place in 0..<width * height {
        let half = place / width / 2 * (width / 2) + place % width / 2
        let (y, u) = (298 * (Int(picture[luma + place]) - 16), Int(picture[blue + half]) - 128)
        let v = Int(picture[red + half]) - 128
        for value in [y + 409 * v, y - 100 * u - 208 * v, y + 516 * u] {
          pixels.append(UInt8(max(0, min(255, (value + 128) >> 8))))
        }
      }
      return Frame(width: width, height: height, time: ClipPlan.time(of: number), pixels: pixels)
    }
  }

  var shots: Shots {
    var finder = ShotFinder()
    for frame in frames { finder.take(frame) }
    return finder.finish()
  }
}

/// Films of all kinds, for tests.
enum Films {
  static func song(_ number: Int, tempo: Int) -> SampleSong? {
    SampleSong(
      number: UInt64(number + 1), genre: .allCases[number % 20], mood: .allCases[number % 8], tempo: tempo,
      duration: 40)
  }

  static func look(_ number: Int) -> ClipLook? {
    ClipLook(
      light: number * 7 % 10, warmth: number * 3 % 10, colour: (number * 9 + 4) % 10,
      bars: number % 6 == 5 ? 3 : 0)
  }

  static func film(
    _ number: Int, pace: SampleClip.Pace = .cuts(perMinute: 30), sound: SampleClip.Sound = .none,
    seconds: Int? = nil
  ) -> SampleClip? {
    look(number).flatMap {
      SampleClip(
        seed: UInt64(number) &* 0x9e37_79b9_7f4a_7c15, style: .allCases[number % 5],
        seconds: seconds ?? 9 + number % 4, pace: pace, look: $0, sound: sound)
    }
  }

  /// One whose cuts follow the beat of its song.
  static func onBeat(_ number: Int) -> SampleClip? {
    song(number, tempo: 61 + number * 37 % 120).flatMap {
      film(number, pace: .beat, sound: .song($0, from: number % 20), seconds: 13 + number % 3)
    }
  }
}
