extension Sequence<Double> {
  /// 0 where there is nothing.
  var mean: Double {
    var sum = 0.0, count = 0.0
    for value in self {
      sum += value
      count += 1
    }
    return count > 0 ? sum / count : 0
  }

  /// The root of the mean square distance from the mean.
  var deviation: Double {
    let mean = self.mean
    return map { ($0 - mean) * ($0 - mean) }.mean.squareRoot()
  }
}
