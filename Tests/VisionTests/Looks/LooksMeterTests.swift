import TestPictures
import Testing
import Vision

@Suite struct LooksMeterTests {
  @Test func `measures motion as by hand`() throws {
    // Half of the picture becomes lighter by 100: the mean is 50, so is the deviation.
    let dark = Picture(width: 2, height: 2, SIMD3(repeating: 50))
    var light = dark
    light[0, 0] = SIMD3(repeating: 150)
    light[0, 1] = SIMD3(repeating: 150)

    let motion = try #require(looks([dark, light, light])?.motion)

    #expect(motion.steps == 2)
    #expect(abs(motion.temporalInformation - 50) < 1e-9)
    #expect(abs(motion.meanTemporalInformation - 25) < 1e-9)
    #expect(abs(motion.energy - 25.0 / 255) < 1e-9)
  }

  @Test func `leaves cuts out of motion, told or marked`() throws {
    let scenes = [Picture.scene(seed: 1), .scene(seed: 1), .scene(seed: 2), .scene(seed: 2)]
    var marked = LooksMeter()
    for (index, scene) in scenes.enumerated() {
      marked.take(scene.frame(time: Double(index)), isCut: index == 2)
    }

    let all = try #require(looks(scenes)?.motion), told = try #require(looks(scenes, cuts: [2])?.motion)
    let early = try #require(looks(scenes, cuts: [1])?.motion)

    #expect(all.energy > 0.02)
    #expect(told.energy == 0)
    #expect(told.temporalInformationOutsideCuts == 0)
    #expect(told.temporalInformation == all.temporalInformation)
    #expect(early.energy > all.energy)
    #expect(marked.finish()?.motion == told)
  }

  @Test func `keeps little of a long video, and leaves out a cut still`() throws {
    let first = Picture(width: 1, height: 1, SIMD3(repeating: 20)).frame()
    var meter = LooksMeter()
    let count = 200_000
    for index in 0..<count {
      let level: UInt8 = index < count / 2 ? first.pixels[0] : 220
      let frame = Frame(
        width: 1, height: 1, time: Double(index) / 50, pixels: [level, level, level])
      meter.take(try #require(frame))
    }

    let with = try #require(meter.finish()?.motion)
    let without = try #require(meter.finish(cuts: [Double(count / 2) / 50])?.motion)

    #expect(abs(with.energy * Double(count - 1) - 200.0 / 255) < 1e-6)
    #expect(without.energy == 0)
    #expect(without.steps == count - 1)
  }

  @Test func `photos have no motion`() throws {
    var meter = LooksMeter(.photos)
    meter.take(Picture.scene(seed: 1).frame())
    meter.take(Picture.scene(seed: 2, width: 120, height: 90).frame())

    let looks = try #require(meter.finish())

    #expect(looks.frames == 2)
    #expect(looks.motion == nil)
    #expect(looks.orientation == .landscape)
    #expect(looks.brightness.least < looks.brightness.greatest)
  }

  @Test func `names what it looks like, with the measure it was told from`() {
    func names(_ colour: SIMD3<Float>...) -> [Look.Name] {
      let pictures = colour.map { Picture(width: 8, height: 8, $0) }
      return (looks(pictures)?.looks ?? []).map(\.name)
    }
    var stripes = Picture(width: 8, height: 8, SIMD3(255, 0, 0))
    for y in 0..<8 { for x in 0..<4 { stripes[x, y] = SIMD3(0, 180, 255) } }

    #expect(names(SIMD3(repeating: 20)) == [.dark, .blackAndWhite])
    #expect(names(SIMD3(repeating: 230)) == [.bright, .blackAndWhite])
    #expect(names(SIMD3(150, 120, 90)) == [.warm])
    #expect(names(SIMD3(100, 110, 130)) == [.muted, .cold])
    #expect(looks([stripes])?.looks.map(\.name) == [.colourful])
    #expect(looks([stripes])?.looks.first?.measure == .colourfulness)
    #expect((looks([stripes])?.looks.first?.strength ?? 0) > 0.5)
  }

  @Test func `finds nothing in no frames, and survives the smallest`() throws {
    #expect(LooksMeter().finish() == nil)
    for (width, height) in [(1, 1), (1, 500), (500, 1), (2, 2), (3, 3)] {
      let found = looks([
        .scene(seed: 3, width: width, height: height), .scene(seed: 4, width: width, height: height),
      ])
      let values = try #require(found)
      #expect(values.contrast.mean.isFinite && values.spatialInformation.mean.isFinite)
      #expect(values.motion?.energy.isFinite == true)
    }
  }

  @Test func `a change of size is no motion, and times may run back`() throws {
    var meter = LooksMeter()
    meter.take(Picture.scene(seed: 1).frame(time: 5))
    meter.take(Picture.scene(seed: 1, width: 45, height: 80).frame(time: 1))
    meter.take(Picture.scene(seed: 2, width: 45, height: 80).frame(time: -3))

    let motion = try #require(meter.finish(cuts: [.nan, .infinity, -9, 7])?.motion)

    #expect(motion.steps == 1)
    #expect(motion.energy > 0)
  }

  @Test func `says the same of the same frames`() {
    let scenes = (0..<6).map { Picture.scene(seed: $0) }

    #expect(looks(scenes) == looks(scenes))
  }
}

/// Of pictures a second apart.
func looks(_ pictures: [Picture], cuts: [Double] = []) -> Looks? {
  var meter = LooksMeter()
  for (index, picture) in pictures.enumerated() { meter.take(picture.frame(time: Double(index))) }
  return meter.finish(cuts: cuts)
}
