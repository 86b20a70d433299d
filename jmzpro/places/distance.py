"""How far things are from each other, as the crow flies."""

from math import asin, cos, degrees, radians, sin, sqrt

EARTH_KM = 6371.0088  # mean radius, IUGG


def distance_km(
    latitude_a: float, longitude_a: float, latitude_b: float, longitude_b: float
) -> float:
    """Kilometres over the great circle between two points in degrees (WGS 84); the haversine
    formula.
    """
    half_lat = radians(latitude_b - latitude_a) / 2
    half_lon = radians(longitude_b - longitude_a) / 2
    chord = (
        sin(half_lat) ** 2
        + cos(radians(latitude_a)) * cos(radians(latitude_b)) * sin(half_lon) ** 2
    )
    return 2 * EARTH_KM * asin(min(1.0, sqrt(chord)))


def box_around(latitude: float, longitude: float, km: float) -> tuple[float, float, float, float]:
    """South, west, north, east (degrees) of a box that holds every point within `km`: what a
    database can filter on.
    """
    d_lat = degrees(km / EARTH_KM)
    d_lon = degrees(km / (EARTH_KM * max(0.01, cos(radians(min(89.0, abs(latitude) + d_lat))))))
    return latitude - d_lat, longitude - d_lon, latitude + d_lat, longitude + d_lon
