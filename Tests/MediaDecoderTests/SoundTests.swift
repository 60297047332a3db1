import MediaWire
import Testing

@Suite(.enabled(if: Fixtures.areAvailable, "needs ffmpeg and fpcalc"), .timeLimit(.minutes(3)))
struct SoundTests {
  private static let tone = "sine=frequency=440:duration=3:sample_rate=44100,volume=4"

  @Test(arguments: ["wav", "flac", "mp3", "ogg", "opus", "m4a", "webm"]) func `a tone keeps pitch and length`(
    kind: String
  ) async throws {
    let path = try await Fixtures.shared.media("tone.\(kind)", "-f", "lavfi", "-i", Self.tone, "-ac", "2")

    let answer = try await Decoder().answer(DecodeOrder(sound: .init()), path)

    #expect(answer.ending?.wholeness == .whole)
    #expect(abs(Tone.pitch(answer.samples.dropFirst(2000).dropLast(2000), rate: 22_050) - 440) < 1)
    // These containers do not say by how much the last block of a codec is too long.
    let slack = ["m4a": 0.03, "webm": 0.03][kind] ?? 0.001
    #expect(abs(Double(answer.samples.count) / 22_050 - 3) < slack)
    #expect(abs(answer.parts[0].time) < 0.001)
    #expect(abs((answer.ending?.soundDuration ?? 0) - 3) < slack)
  }

  @Test func `parts follow each other in time and are about half a second long`() async throws {
    let path = try await Fixtures.shared.media("tone.mp3", "-f", "lavfi", "-i", Self.tone, "-ac", "2")

    let parts = try await Decoder().answer(DecodeOrder(sound: .init(rate: 16_000)), path).parts

    for (part, next) in zip(parts, parts.dropFirst()) {
      #expect(abs(part.time + Double(part.samples.count) / 16_000 - next.time) < 1e-9)
      #expect(4000...16_000 ~= part.samples.count)
    }
  }

  @Test func `the middle of opposite sides is their difference`() async throws {
    let path = try await Fixtures.shared.media(
      "opposite.wav", "-f", "lavfi", "-i", Self.tone, "-af", "pan=stereo|c0=c0|c1=-1*c0")

    let samples = try await Decoder().answer(DecodeOrder(sound: .init()), path).samples

    #expect(Tone.level(samples) > 0.3)
    #expect(abs(Tone.pitch(samples, rate: 22_050) - 440) < 1)
  }

  @Test func `sides that become opposite are followed without a click`() async throws {
    let path = try await Fixtures.shared.media(
      "turning.wav", "-f", "lavfi", "-i",
      "aevalsrc='0.5*sin(200*PI*t)|if(lt(t,2),0.5,-0.5)*sin(200*PI*t)':s=44100:d=4")

    let samples = try await Decoder().answer(DecodeOrder(sound: .init(rate: 44_100)), path).samples

    let steps = zip(samples, samples.dropFirst()).map { abs($1 - $0) }
    // A tone of 100 Hz changes by less than 0.008 from sample to sample at half of full scale.
    #expect((steps.max() ?? 1) < 0.02)
    #expect(Tone.level(samples.suffix(22_050)) > 0.25)
  }

  @Test func `independent sides are averaged`() async throws {
    let path = try await Fixtures.shared.media(
      "sides.wav", "-f", "lavfi", "-i", "sine=frequency=300:duration=1:sample_rate=44100,volume=4", "-f",
      "lavfi",
      "-i", "anullsrc=r=44100:cl=mono:d=1", "-filter_complex", "amerge=inputs=2")

    let answer = try await Decoder().answer(DecodeOrder(sound: .init(rate: 44_100)), path)

    #expect(abs((answer.samples.max() ?? 0) - 0.25) < 0.01)
  }

  @Test func `seven channels and one of bass become two`() async throws {
    let path = try await Fixtures.shared.media(
      "around.flac", "-f", "lavfi", "-i", Self.tone, "-af",
      "pan=7.1|FL=c0|FR=0*c0|FC=0*c0|LFE=0*c0|BL=0*c0|BR=0*c0|SL=0*c0|SR=0*c0")

    let answer = try await Decoder().answer(DecodeOrder(sound: .init(channels: 2)), path)

    guard case .sound(rate: 44_100, channels: 8) = answer.info?.streams[0].kind else {
      Issue.record("not eight channels: \(String(describing: answer.info?.streams))")
      return
    }
    let samples = answer.samples
    let left = stride(from: 0, to: samples.count, by: 2).map { samples[$0] }
    let right = stride(from: 1, to: samples.count, by: 2).map { samples[$0] }
    #expect(Tone.level(left) > 0.2)
    #expect(Tone.level(right) < 0.001)
    #expect(abs(Tone.pitch(left, rate: 22_050) - 440) < 1)
  }

  @Test func `more channels than anyone has a name for are mixed too`() async throws {
    let path = try await Fixtures.shared.media(
      "many.wav", "-f", "lavfi", "-i", Self.tone, "-filter_complex",
      "[0]asplit=12[a][b][c][d][e][f][g][h][i][j][k][l];[a][b][c][d][e][f][g][h][i][j][k][l]amerge=inputs=12")

    let answer = try await Decoder().answer(DecodeOrder(sound: .init()), path)

    #expect(abs(Tone.pitch(answer.samples, rate: 22_050) - 440) < 1)
    #expect(Tone.level(answer.samples) > 0.2)
  }

  @Test func `a part is cut to the sample`() async throws {
    let path = try await Fixtures.shared.media(
      "ramp.flac", "-f", "lavfi", "-i", "aevalsrc='t/20':s=44100:d=12", "-c:a", "flac", "-sample_fmt", "s32")
    var order = DecodeOrder(sound: .init(rate: 44_100), start: 5.25, duration: 1.5)
    order.peaks = .init(perSecond: 10)

    let answer = try await Decoder().answer(order, path)

    #expect(answer.samples.count == 66_150)
    #expect(abs((answer.samples.first ?? 0) - 5.25 / 20) < 1e-4)
    #expect(abs((answer.samples.last ?? 0) - 6.75 / 20) < 1e-4)
    #expect(answer.parts.first.map { abs($0.time - 5.25) < 1e-6 } == true)
    #expect(answer.peaks.count == 15)
    #expect(answer.ending?.wholeness == .whole)
  }

  @Test func `a part of an mp3 sounds as that part of the whole`() async throws {
    let path = try await Fixtures.shared.media(
      "sweep.mp3", "-f", "lavfi", "-i", "aevalsrc='0.5*sin(2*PI*(200*t+20*t*t))':s=44100:d=12")
    let decoder = try Decoder()

    let whole = try await decoder.answer(DecodeOrder(sound: .init(rate: 44_100)), path).samples
    let part = try await decoder.answer(DecodeOrder(sound: .init(rate: 44_100), start: 6, duration: 2), path)
      .samples

    #expect(part.count == 88_200)
    let differences = zip(whole[264_600...], part).map { abs($0 - $1) }
    #expect((differences.max() ?? 1) < 1e-3)
  }

  @Test func `a limit cuts what the file would have more of, and says so`() async throws {
    let path = try await Fixtures.shared.media("tone.wav", "-f", "lavfi", "-i", Self.tone, "-ac", "2")
    var order = DecodeOrder(sound: .init(rate: 44_100))
    order.durationLimit = 1

    let answer = try await Decoder().answer(order, path)

    #expect(answer.samples.count == 44_100)
    #expect(answer.ending?.wholeness == .limited)
    #expect(answer.ending?.reason.contains("limit") == true)
  }

  @Test func `peaks are the highest and lowest of each part of a second`() async throws {
    let path = try await Fixtures.shared.media(
      "steps.wav", "-f", "lavfi", "-i", "aevalsrc='if(lt(t,1),0.25,-0.5)':s=44100:d=2", "-c:a", "pcm_f32le")

    let peaks = try await Decoder().answer(DecodeOrder(peaks: .init(perSecond: 4)), path).peaks

    #expect(
      peaks == Array(repeating: Peak(low: 32, high: 32), count: 4)
        + Array(repeating: Peak(low: -64, high: -64), count: 4))
  }

  @Test func `what is not a number is silence`() async throws {
    var samples = [Float](repeating: 0.5, count: 8000)
    (samples[100], samples[101], samples[102]) = (.nan, .infinity, 1e30)
    let data = samples.withUnsafeBytes { Array($0) }
    let head = try await Fixtures.shared.media(
      "one.wav", "-f", "lavfi", "-i", "aevalsrc=0.5:s=8000:d=1", "-c:a", "pcm_f32le")
    let path = try await Fixtures.shared.file("odd.wav", Bytes.read(head).dropLast(data.count) + data)

    let answer = try await Decoder().answer(DecodeOrder(sound: .init(rate: 8000)), path)

    #expect(answer.samples.count == 8000)
    #expect(Array(answer.samples[99...103]) == [0.5, 0, 0, 16, 0.5])
  }

  @Test func `sound that is not there for a while leaves a gap in time`() async throws {
    let path = try await Fixtures.shared.media(
      "gap.mkv", "-f", "lavfi", "-i", Self.tone, "-af", "aselect='not(between(t,1,2))'", "-c:a", "pcm_s16le")

    let parts = try await Decoder().answer(DecodeOrder(sound: .init(rate: 44_100)), path).parts

    let gaps = zip(parts, parts.dropFirst()).map { $1.time - $0.time - Double($0.samples.count) / 44_100 }
    #expect(gaps.filter { $0 > 0.5 }.count == 1)
    #expect(abs((gaps.max() ?? 0) - 1) < 0.05)
  }

  @Test func `a mono file gives two equal channels where two are wanted`() async throws {
    let path = try await Fixtures.shared.media("mono.wav", "-f", "lavfi", "-i", Self.tone)

    let samples = try await Decoder().answer(DecodeOrder(sound: .init(channels: 2)), path).samples

    #expect(stride(from: 0, to: samples.count, by: 2).allSatisfy { samples[$0] == samples[$0 + 1] })
    #expect((samples.max() ?? 0) > 0.49)
  }

  @Test(arguments: [1, 2]) func `much sound of a slow file comes in messages that are not too large`(
    channels: Int
  ) async throws {
    let path = try await Fixtures.shared.media("slow.wav", "-f", "lavfi", "-i", "aevalsrc=0.5:s=100:d=100")
    let order = DecodeOrder(
      sound: .init(rate: 192_000, channels: channels), prints: .init(speeds: [0.25, 1]))

    let answer = try await Decoder().answer(order, path)

    #expect(answer.ending?.wholeness == .whole && answer.prints.count == 2)
    #expect(answer.parts.allSatisfy { $0.samples.count <= 1 << 18 })
    let count = answer.samples.count / channels
    #expect(abs(count - 19_200_000) < 192_000)
    for (part, next) in zip(answer.parts, answer.parts.dropFirst()) {
      #expect(abs(part.time + Double(part.samples.count / channels) / 192_000 - next.time) < 1e-9)
    }
  }

  @Test func `sound too slow to be heard is refused`() async throws {
    let head = try await Fixtures.shared.media("head.wav", "-f", "lavfi", "-i", "aevalsrc=0.5:s=8000:d=1")
    var bytes = try Bytes.read(head)
    (bytes[24], bytes[25]) = (10, 0)
    let path = try await Fixtures.shared.file("crawling.wav", bytes)

    let answer = try await Decoder().answer(DecodeOrder(sound: .init(), prints: .init()), path)

    #expect(answer.failure?.code == .unsupported)
    #expect(answer.failure?.reason.contains("100 samples") == true)
    #expect(answer.parts.isEmpty)
  }

  @Test func `pictures that cannot be scaled leave the sound beside them`() async throws {
    // Pixels of six bytes for four, which nothing here can scale.
    let raw = try await Fixtures.shared.file("pixels.raw", [UInt8](repeating: 0, count: 122_880))
    let path = try await Fixtures.shared.media(
      "odd.avi", "-f", "rawvideo", "-pix_fmt", "uyyvyy411", "-s", "64x64", "-r", "5", "-i", raw, "-f",
      "lavfi",
      "-i", Self.tone, "-map", "0", "-map", "1", "-c:v", "copy")
    let decoder = try Decoder()

    let both = try await decoder.answer(
      DecodeOrder(sound: .init(), pictures: .init(), prints: .init()), path)
    let alone = try await decoder.answer(DecodeOrder(pictures: .init()), path)

    #expect(both.ending?.wholeness == .damaged && both.ending?.reason.contains("cannot be scaled") == true)
    #expect(abs(Double(both.samples.count) / 22_050 - 3) < 0.05)
    #expect(both.prints.count == 1 && both.pictures.isEmpty)
    #expect(alone.failure?.code == .unsupported)
  }

  @Test func `what a seek lands in the middle of is no damage`() async throws {
    let path = try await Fixtures.shared.media(
      "sought.mpg", "-f", "lavfi", "-i", Self.tone + ",aloop=4:132300", "-c:a", "mp2", "-f", "mpeg")

    let answer = try await Decoder().answer(DecodeOrder(sound: .init(), start: 5), path)

    #expect(answer.ending?.wholeness == .whole && answer.ending?.faultCount == 0)
    #expect(abs((answer.parts.first?.time ?? 0) - 5) < 0.01)
  }

  @Test func `recordings joined with a leap in time are one`() async throws {
    let path = try await Self.joined()
    let order = DecodeOrder(sound: .init(), pictures: .init(), prints: .init())

    let answer = try await Decoder().answer(order, path)

    // The packet that was cut where they join may count as one that could not be decoded.
    #expect(answer.ending.map { $0.wholeness != .limited && $0.faultCount <= 2 } == true)
    #expect(answer.ending?.reason.contains("the file ends") == false)
    #expect(abs(Double(answer.samples.count) / 22_050 - 40) < 0.2)
    #expect(abs((answer.prints.first?.duration ?? 0) - 40) < 0.2)
    #expect(abs((answer.pictures.last?.time ?? 0) - 40) < 0.5)
    #expect(answer.pictures.count == 1000)
    #expect(abs(Tone.pitch(answer.samples.suffix(200_000).dropLast(5000), rate: 22_050) - 880) < 2)
  }

  /// Two recordings of 20 seconds, the second of which was stamped half a day later.
  private static func joined() async throws -> String {
    var bytes: [UInt8] = []
    for (pitch, offset) in [(440, 0), (880, 40_000)] {
      bytes += try Bytes.read(
        try await Fixtures.shared.media(
          "half-\(pitch).ts", "-f", "lavfi", "-i", "sine=frequency=\(pitch):duration=20", "-f", "lavfi", "-i",
          "color=red:s=64x64:r=25:d=20", "-c:v", "mpeg2video", "-c:a", "mp2", "-output_ts_offset",
          "\(offset)"))
    }
    return try await Fixtures.shared.file("leap.ts", bytes)
  }
}
