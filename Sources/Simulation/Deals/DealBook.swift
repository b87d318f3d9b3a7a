import Exact
import Mechanisms
import Twin

/// The deals of one kind: one choice of parameters, with or without a cartel that brings its members.
struct DealBook {
  let twin: Twin
  let unfolding: Unfolding
  let parameters: [String: Rational]
  /// The largest random number with which a round without end is followed by another; nil if none is.
  let goingOn: UInt64?
  var root = 0
  /// With what rounds without end begin, and the situation in which they do.
  var rounds: [(start: RoundStart, root: Int)] = []
  /// Of each seat, which agent of the twin sits there.
  var seats: [Int] = []
  /// Of each seat, its role.
  var roles: [Int] = []
  /// Of each seat, whether a member of the cartel sits there.
  var areMembers: [Bool] = []
  var seatNumbers: [Int: Int] = [:]
  /// Of each seat, the most that it may be out of pocket, in units; found where somebody's capital is limited.
  var needs: [Int64] = []
  /// The information sets that agents were asked in, numbered in the tree.
  var sets: [InformationSet: Int] = [:]
}
