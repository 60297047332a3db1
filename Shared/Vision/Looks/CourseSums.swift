/// The mean, deviation and ends of a measure, value by value (Welford), without keeping them.
struct CourseSums: Sendable {
  private var count = 0.0
  private var mean = 0.0
  private var squares = 0.0
  private var least = Double.infinity
  private var greatest = -Double.infinity

  mutating func add(_ value: Double) {
    count += 1
    let distance = value - mean
    mean += distance / count
    squares += distance * (value - mean)
    least = min(least, value)
    greatest = max(greatest, value)
  }

  var course: Looks.Course {
    guard count > 0 else { return Looks.Course(mean: 0, deviation: 0, least: 0, greatest: 0) }
    return Looks.Course(
      mean: mean, deviation: (squares / count).squareRoot(), least: least, greatest: greatest)
  }
}
