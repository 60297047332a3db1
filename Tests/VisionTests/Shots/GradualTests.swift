import Testing
import Vision

@Suite struct GradualTests {
  @Test func `a slow change from one picture to another is a dissolve and no cut`() throws {
    let shots = try Self.shots { time in
      let part = max(0, min(1, (time - 1.5) / 0.8))
      return Self.mixed(Self.columns, Self.rows, part)
    }

    #expect(shots.transitions.map(\.kind) == [.dissolve])
    #expect(abs((shots.transitions.first?.time ?? 0) - 1.9) < 0.25)
  }

  @Test func `what goes through black is a fade`() throws {
    let black = [UInt8](repeating: 0, count: Self.columns.count)
    let shots = try Self.shots { time in
      let part = max(0, min(1, (time - 1.5) / 0.8))
      return part < 0.5
        ? Self.mixed(Self.columns, black, 2 * part) : Self.mixed(black, Self.rows, 2 * part - 1)
    }

    #expect(shots.transitions.map(\.kind) == [.fade])
    #expect(abs((shots.transitions.first?.time ?? 0) - 1.9) < 0.25)
  }

  @Test func `a sudden change is a cut at the first frame of what follows`() throws {
    let shots = try Self.shots { $0 < 1.5 ? Self.columns : Self.rows }

    #expect(shots.transitions.map(\.kind) == [.cut])
    #expect(abs((shots.transitions.first?.time ?? 0) - 1.5) < 0.001)
  }

  @Test func `a flash is neither`() throws {
    let white = [UInt8](repeating: 255, count: Self.columns.count)
    let shots = try Self.shots { 1.5..<1.6 ~= $0 ? white : Self.columns }

    #expect(shots.transitions.isEmpty)
  }

  private static let side = 64
  private static let columns = picture { x, _ in x / 12 % 2 == 0 ? (200, 60, 40) : (90, 30, 120) }
  private static let rows = picture { _, y in y / 9 % 2 == 0 ? (40, 180, 220) : (20, 60, 30) }

  private static func picture(_ color: (Int, Int) -> (UInt8, UInt8, UInt8)) -> [UInt8] {
    (0..<(side * side)).flatMap { index in
      let (red, green, blue) = color(index % side, index / side)
      return [red, green, blue]
    }
  }

  private static func mixed(_ one: [UInt8], _ other: [UInt8], _ part: Double) -> [UInt8] {
    zip(one, other).map { UInt8(Double($0) + (Double($1) - Double($0)) * part) }
  }

  /// Four seconds of what is to be seen at each time.
  private static func shots(_ picture: (Double) -> [UInt8]) throws -> Shots {
    var finder = ShotFinder()
    for index in 0..<120 {
      let time = Double(index) / 30
      finder.take(try #require(Frame(width: side, height: side, time: time, pixels: picture(time))))
    }
    return finder.finish()
  }
}
