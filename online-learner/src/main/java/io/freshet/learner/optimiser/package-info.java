/**
 * How a linear model's rows follow a gradient, and what becomes of a row that several learners
 * changed, each from the same merged row, when their changes are added up.
 *
 * <table>
 *   <caption>Rows by optimiser</caption>
 *   <tr><th>optimiser</th><th>row</th><th>exactly additive</th><th>approximate, and why</th></tr>
 *   <tr><td>SGD, constant rate</td><td>w, t</td><td>w, t: sums over the gradients seen</td>
 *       <td>nothing (without regularisation); each gradient is as old as the sync interval</td></tr>
 *   <tr><td>SGD, falling rate</td><td>w, t</td><td>t</td>
 *       <td>w: a learner's rate goes down with its own steps only, until the merge</td></tr>
 *   <tr><td>momentum</td><td>w, m, t</td><td>t</td>
 *       <td>m decays once per step, with several learners more often than once; w follows m</td></tr>
 *   <tr><td>AdaGrad</td><td>w, G</td><td>G: a sum of squares</td>
 *       <td>w: each learner divides by the root of the squares that it knows of: longer steps</td></tr>
 *   <tr><td>RMSProp</td><td>w, v, t</td><td>t</td>
 *       <td>v decays as m does, and is taken as 0 when it falls below; w follows v</td></tr>
 *   <tr><td>Adam</td><td>w, m, v, t</td><td>t</td>
 *       <td>m and v as above, kept within the bound that every row of one learner keeps</td></tr>
 *   <tr><td>FTRL-proximal</td><td>z, n, ε</td><td>n, and the sum of gradients in z</td>
 *       <td>the sum of σ w in z: differences of roots that each learner takes from its own n</td></tr>
 * </table>
 */
@NullMarked
package io.freshet.learner.optimiser;

import org.jspecify.annotations.NullMarked;
