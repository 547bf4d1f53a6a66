// Makes world.tsv, the map of the world that the page of `cosell coverage` shows, from Natural Earth's shapes.
//
//     npm install world-atlas@2.0.2 i18n-iso-countries@7.14.0 topojson-client@3.1.0 \
//         topojson-server@3.0.1 topojson-simplify@3.0.3   # in some folder
//     node make.mjs FOLDER/node_modules
//
// The same packages make the same bytes. What is decided here stands in README.md beside this file.

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const packages = createRequire(resolve(process.argv[2], "x.js"));
const { feature, mergeArcs } = packages("topojson-client");
const { topology } = packages("topojson-server");
const { presimplify, simplify } = packages("topojson-simplify");
const here = (path) => new URL(path, import.meta.url);

const WIDTH = 2000;
/** The meridian in the middle: so the edge goes through the Bering Strait, and only an island of the Aleutians lies across it. */
const MIDDLE = 11.6;
/** Points that span a smaller triangle go, in square units of the map. */
const DETAIL = 0.8;
/** Smaller islands go. */
const ISLAND = 2.5;
/** A smaller country has a dot besides. */
const SMALL = 30;
/** How far the middles of two dots are apart. */
const APART = 11.5;

/** What lies within another country in Natural Earth and has a code of its own, by the box that it lies in: west, south, east, north. */
const PARTS = [
  ["GF", "250", [-55, 2, -51, 6]],
  ["GP", "250", [-62, 15.7, -61, 16.7]],
  ["MQ", "250", [-61.4, 14.2, -60.6, 15.1]],
  ["RE", "250", [55, -22, 56, -20.5]],
  ["YT", "250", [44.9, -13.2, 45.4, -12.5]],
  ["SJ", "578", [-9.5, 70.5, -7.5, 71.5]],
  ["SJ", "578", [10, 73.5, 35, 81.5]],
  ["BV", "578", [3, -55, 4, -54]],
  ["BQ", "528", [-69, 11.5, -62, 18.5]],
  ["TK", "554", [-173, -10, -170, -8]],
  ["CX", "Indian Ocean Ter.", [105, -11, 106, -10]],
  ["CC", "Indian Ocean Ter.", [96, -13, 97, -11]],
  ["UA", "643", [32, 44, 36.7, 46.5]],
  ["SO", "Somaliland", [-180, -90, 180, 90]],
  ["CY", "N. Cyprus", [-180, -90, 180, 90]],
];

/** Where Western Sahara ends and Morocco begins; Natural Earth draws a line of control across the former. */
const SAHARA = 27.6669;

const lines = readFileSync(here("../../../../tables/data/countries.csv"), "utf8").split(/\r?\n/).slice(1);
const codes = lines.map((line) => line.split(",")[0]).filter((code) => code.length === 2);
const ofNumber = new Map(packages("i18n-iso-countries/codes.json").map(([alpha2, , number]) => [number, alpha2]));

/** An arc in one piece: longitudes from the middle of the map, or beyond its edge where it goes there. */
function unwound(arc) {
  let last = 0;
  return arc.map(([longitude, latitude], at) => {
    const from = longitude - MIDDLE;
    const reach = at === 0 ? 0 : last;
    last = from - 360 * Math.round((from - reach) / 360);
    return [last, latitude];
  });
}

/** Natural Earth's projection, as Šavrič and others (2011) give it: degrees to the units of the map. */
function project([longitude, latitude]) {
  const [lambda, phi] = [(longitude * Math.PI) / 180, (latitude * Math.PI) / 180];
  const two = phi * phi;
  const four = two * two;
  const x = lambda * (0.8707 - 0.131979 * two + four * (-0.013791 + four * (0.003971 * two - 0.001529 * four)));
  const y = phi * (1.007226 + two * (0.015085 + four * (-0.044475 + 0.028874 * two - 0.005916 * four)));
  const scale = WIDTH / (2 * Math.PI * 0.8707);
  return [WIDTH / 2 + x * scale, -y * scale];
}

/** Twice the area of a ring, negative the other way round. */
function area(ring) {
  let sum = 0;
  for (let i = 0; i + 1 < ring.length; i++) sum += ring[i][0] * ring[i + 1][1] - ring[i + 1][0] * ring[i][1];
  return sum / 2;
}

function middle(ring) {
  let [x, y, twice] = [0, 0, 0];
  for (let i = 0; i + 1 < ring.length; i++) {
    const cross = ring[i][0] * ring[i + 1][1] - ring[i + 1][0] * ring[i][1];
    [x, y, twice] = [x + (ring[i][0] + ring[i + 1][0]) * cross, y + (ring[i][1] + ring[i + 1][1]) * cross, twice + cross];
  }
  return twice === 0 ? ring[0] : [x / (3 * twice), y / (3 * twice)];
}

/** The part of a ring north or south of a parallel, which it crosses twice. */
function cut(ring, parallel, isKept) {
  return ring.flatMap((point, at) => {
    const last = ring[at === 0 ? ring.length - 2 : at - 1];
    const share = (parallel - last[1]) / (point[1] - last[1]);
    const crossing = isKept(point) === isKept(last) ? [] : [[last[0] + share * (point[0] - last[0]), parallel]];
    return [...crossing, ...(isKept(point) ? [point] : [])];
  });
}

const closed = (ring) => (ring[0].join() === ring.at(-1).join() ? ring : [...ring, ring[0]]);

/** The polygons of a country of Natural Earth, each with the code of the portal that it belongs to; "" where there is none. */
function parts({ id, properties, geometry }) {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return polygons.flatMap((rings) => {
    const within = ([west, south, east, north]) =>
      rings[0].every(([x, y]) => x >= west && x <= east && y >= south && y <= north);
    const part = PARTS.find(([, owner, box]) => (owner === id || owner === properties.name) && within(box));
    const code = part ? part[0] : ofNumber.get(id);
    if (code === "MA") {
      const north = cut(rings[0], SAHARA, ([, y]) => y >= SAHARA);
      const south = cut(rings[0], SAHARA, ([, y]) => y < SAHARA);
      return [["MA", [closed(north)]], ["", [closed(south)]]];
    }
    return [[codes.includes(code) ? code : "", rings]];
  });
}

/** The shapes of a file of world-atlas by code, with their common borders, in units of the map. */
function read(file) {
  const atlas = packages(`world-atlas/${file}.json`);
  const all = feature(atlas, atlas.objects.countries).features.flatMap(parts);
  const geometries = all.map(([, coordinates]) => ({ type: "Polygon", coordinates }));
  const joined = topology({ places: { type: "GeometryCollection", geometries } });
  const flat = { type: "Topology", objects: {}, arcs: joined.arcs.map((arc) => unwound(arc).map(project)) };
  for (const code of new Set(all.map(([code]) => code))) {
    flat.objects[code] = mergeArcs(joined, joined.objects.places.geometries.filter((_, at) => all[at][0] === code));
  }
  return flat;
}

/** The polygons of a shape, those of the largest area first. */
function shape(map, code) {
  const polygons = feature(map, map.objects[code]).geometry.coordinates;
  return polygons.sort((a, b) => Math.abs(area(b[0])) - Math.abs(area(a[0])));
}

/** Dots that lie on each other move apart, a little each time. */
function parted(dots) {
  for (let round = 0; round < 400; round++) {
    for (const [at, one] of dots.entries()) {
      for (const other of dots.slice(at + 1)) {
        const [x, y] = [other.x - one.x, other.y - one.y];
        const distance = Math.sqrt(x * x + y * y);
        if (distance >= APART || distance === 0) continue;
        const push = (0.5 * (APART - distance)) / 2 / distance;
        [one.x, one.y, other.x, other.y] = [one.x - x * push, one.y - y * push, other.x + x * push, other.y + y * push];
      }
    }
  }
  return dots;
}

/** Rings as an SVG path in whole units, each point relative to the one before. */
function path(rings, top) {
  let [text, x, y] = ["", 0, 0];
  for (const ring of rings) {
    const points = ring.map(([x, y]) => [Math.round(x), Math.round(y - top)]);
    const corners = points.filter((p, at) => at === 0 || p[0] !== points[at - 1][0] || p[1] !== points[at - 1][1]);
    if (corners.length < 4) continue;
    corners.pop();
    corners.forEach((point, at) => {
      const [right, down] = [point[0] - x, point[1] - y];
      text += `${at === 0 ? "m" : at === 1 ? "l" : right < 0 ? "" : " "}${right}${down < 0 ? "" : " "}${down}`;
      [x, y] = point;
    });
    text += "z";
    [x, y] = corners[0];
  }
  return text;
}

const fine = read("countries-10m");
const exact = read("countries-50m");
const rough = simplify(presimplify(exact), DETAIL);

// Of Antarctica, which would take a fifth of the map, there is a dot at the tip of its peninsula.
const north = shape(exact, "AQ").flat(2).reduce((a, b) => (b[1] < a[1] ? b : a));
delete rough.objects.AQ;

const points = Object.keys(rough.objects).flatMap((code) => shape(exact, code).flat(2));
const [top, bottom] = [Math.min(...points.map((p) => p[1])), Math.max(...points.map((p) => p[1]))];
const left = Math.min(...points.map((p) => p[0]));

const dots = [];
const rows = new Map();
for (const code of [...codes, ""].sort()) {
  const polygons = shape(code in exact.objects ? exact : fine, code);
  const size = polygons.reduce((sum, [outer]) => sum + Math.abs(area(outer)), 0);
  if (code === "AQ" || (code !== "" && size < SMALL)) {
    const [x, y] = code === "AQ" ? north : middle(polygons[0][0]);
    dots.push({ code, x, y });
  }
  const rings = code in rough.objects ? shape(rough, code).flat() : [];
  rows.set(code, path(rings.filter((ring) => Math.abs(area(ring)) >= ISLAND), top));
}
const places = new Map(parted(dots).map(({ code, x, y }) => [code, `${Math.round(x)} ${Math.round(y - top)}`]));
const table = [...rows].map(([code, path]) => `${code}\t${places.get(code) ?? ""}\t${path}\n`);
writeFileSync(here("world.tsv"), `code\tdot\tshape\n${table.join("")}`);

const none = [...rows].filter(([code, path]) => !path && !places.has(code)).map(([code]) => code);
if (none.length > 0) throw new Error(`neither shape nor dot: ${none.join(" ")}`);
console.log(`${rows.size - 1} countries, ${dots.length} dots; x from ${left}, height ${bottom - top}`);
