/// What a file with a game may be at most. Beyond a limit there is one clear error, quickly.
public enum GameLimits {
  /// Bytes of one name or formula (1 MiB).
  public static let text = 1 << 20
  /// Nodes on one path.
  public static let depth = 100_000
  /// Bytes of one formula.
  public static let formula = 10_000
  /// Parts of a formula inside one another.
  public static let formulaDepth = 200
  /// Digits of all numbers of a formula together, with the zeros that their exponents stand for.
  public static let digits = 2_000
  /// Steps to work out a formula: one for each term that is added, ten for each pair that is multiplied.
  public static let steps = 200_000
  /// Mistakes that are reported at once.
  public static let errors = 50
}
