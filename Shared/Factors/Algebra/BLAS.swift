import COpenBLAS

/// The products and decompositions of OpenBLAS, all of rows that lie one after the other.
///
/// Every call computes on the thread that makes it. Several may call at once.
enum BLAS {
  private static let isPrepared: Bool = {
    openblas_set_num_threads(1)
    return true
  }()

  /// Makes the library compute on the thread of its caller from now on, in the whole process.
  static func prepare() { precondition(isPrepared, "the library takes no number of threads") }

  /// c = alpha a b + beta c; a has `m` rows of `k`, b `k` rows of `n`, before they are turned.
  static func multiply(
    _ m: Int, _ n: Int, _ k: Int, _ alpha: Float, _ a: UnsafePointer<Float>, _ aStride: Int,
    _ b: UnsafePointer<Float>, _ bStride: Int, turningB: Bool, _ beta: Float,
    _ c: UnsafeMutablePointer<Float>, _ cStride: Int
  ) {
    cblas_sgemm(
      CblasRowMajor, CblasNoTrans, turningB ? CblasTrans : CblasNoTrans, Int32(m), Int32(n), Int32(k),
      alpha, a, Int32(aStride), b, Int32(bStride), beta, c, Int32(cStride))
  }

  static func multiply(
    _ m: Int, _ n: Int, _ k: Int, _ alpha: Double, _ a: UnsafePointer<Double>, _ aStride: Int,
    turningA: Bool = false, _ b: UnsafePointer<Double>, _ bStride: Int, turningB: Bool = false,
    _ beta: Double, _ c: UnsafeMutablePointer<Double>, _ cStride: Int
  ) {
    cblas_dgemm(
      CblasRowMajor, turningA ? CblasTrans : CblasNoTrans, turningB ? CblasTrans : CblasNoTrans, Int32(m),
      Int32(n), Int32(k), alpha, a, Int32(aStride), b, Int32(bStride), beta, c, Int32(cStride))
  }

  /// y = alpha a x + beta y; a has `m` rows of `n`.
  static func apply(
    _ m: Int, _ n: Int, _ a: UnsafePointer<Float>, _ x: UnsafePointer<Float>,
    _ y: UnsafeMutablePointer<Float>,
    alpha: Float = 1, beta: Float = 0
  ) {
    cblas_sgemv(CblasRowMajor, CblasNoTrans, Int32(m), Int32(n), alpha, a, Int32(n), x, 1, beta, y, 1)
  }

  /// y = beta y + aT x; a has `m` rows of `n`.
  static func applyTurned(
    _ m: Int, _ n: Int, _ a: UnsafePointer<Float>, _ x: UnsafePointer<Float>, _ beta: Float,
    _ y: UnsafeMutablePointer<Float>
  ) {
    cblas_sgemv(CblasRowMajor, CblasTrans, Int32(m), Int32(n), 1, a, Int32(n), x, 1, beta, y, 1)
  }

  /// The lower triangle of c = aT a + beta c; a has `m` rows of `n`.
  static func square(
    _ m: Int, _ n: Int, _ a: UnsafePointer<Float>, _ beta: Float, _ c: UnsafeMutablePointer<Float>
  ) {
    cblas_ssyrk(
      CblasRowMajor, CblasLower, CblasTrans, Int32(n), Int32(m), 1, a, Int32(n), beta, c, Int32(n))
  }

  /// Puts the lower factor of Cholesky in the place of the lower triangle. False where there is none.
  static func decompose(_ n: Int, _ a: UnsafeMutablePointer<Double>, _ stride: Int) -> Bool {
    // What is the lower triangle by rows is the upper one by columns, which LAPACK goes by.
    var size = Int32(n), step = Int32(stride), info = Int32(0)
    dpotrf_("U", &size, a, &step, &info, 1)
    return info == 0
  }

  static func decompose(_ n: Int, _ a: UnsafeMutablePointer<Float>) -> Bool {
    var size = Int32(n), step = size, info = Int32(0)
    spotrf_("U", &size, a, &step, &info, 1)
    return info == 0
  }

  /// Solves l x = b, or lT x = b, for `k` right sides that stand in the columns of b; in place.
  static func solve(
    _ n: Int, _ k: Int, _ l: UnsafePointer<Double>, _ lStride: Int, turned: Bool,
    _ b: UnsafeMutablePointer<Double>, _ bStride: Int
  ) {
    cblas_dtrsm(
      CblasRowMajor, CblasLeft, CblasLower, turned ? CblasTrans : CblasNoTrans, CblasNonUnit, Int32(n),
      Int32(k), 1, l, Int32(lStride), b, Int32(bStride))
  }

  /// Solves x lT = b for `m` rows of b; in place.
  static func solveRows(
    _ m: Int, _ n: Int, _ l: UnsafePointer<Double>, _ lStride: Int, _ b: UnsafeMutablePointer<Double>,
    _ bStride: Int
  ) {
    cblas_dtrsm(
      CblasRowMajor, CblasRight, CblasLower, CblasTrans, CblasNonUnit, Int32(m), Int32(n), 1, l,
      Int32(lStride), b, Int32(bStride))
  }

  /// Solves l lT x = b; in place.
  static func solve(_ n: Int, _ l: UnsafePointer<Float>, _ b: UnsafeMutablePointer<Float>) {
    cblas_strsv(CblasRowMajor, CblasLower, CblasNoTrans, CblasNonUnit, Int32(n), l, Int32(n), b, 1)
    cblas_strsv(CblasRowMajor, CblasLower, CblasTrans, CblasNonUnit, Int32(n), l, Int32(n), b, 1)
  }

  /// y += alpha x.
  static func add(
    _ n: Int, _ alpha: Float, _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>
  ) {
    cblas_saxpy(Int32(n), alpha, x, 1, y, 1)
  }

  /// x y, added up in double precision.
  static func product(_ n: Int, _ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>) -> Double {
    cblas_dsdot(Int32(n), x, 1, y, 1)
  }
}
